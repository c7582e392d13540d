using System.Collections.Generic;
using System.Linq;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Swarm;

namespace GameServer.LoadTest.Run;

/// <summary>
/// Everything a run observed, before any of it is judged: by phase, with nothing lost, and by second, as the figures of <see cref="SeriesPoint"/>. Of seconds only figures are
/// kept once all threads have told theirs, so that hours of running cost megabytes.
/// </summary>
internal sealed class RunLog
{
    // A thread that is later than this with a second still counts for its phase, but no longer for the series.
    private const int SecondsKept = 5;

    private readonly Scenario _scenario;
    private readonly int _groupCount;
    private readonly SortedDictionary<int, SeriesSecond> _open = [];
    private readonly List<SeriesPoint> _series = [];

    public RunLog(Scenario scenario)
    {
        _scenario = scenario;
        _groupCount = new BotCast(scenario).GroupCount;
        Phases = [.. Enumerable.Range(0, scenario.Phases.Count + 1).Select(_ => new PhaseLog(_groupCount))];
    }

    /// <summary>By the scenario's phases; the last is everybody's goodbye.</summary>
    public IReadOnlyList<PhaseLog> Phases { get; }

    /// <summary>Seconds of the run, in order.</summary>
    public IReadOnlyList<SeriesPoint> Series => _series;

    /// <summary>True when someone ended the run early.</summary>
    public bool Interrupted { get; set; }

    /// <summary>A tick rate found in a room that is not the one asked for; 0 when there is none.</summary>
    public int OtherRateHz { get; set; }

    /// <summary>Why the swarm could not do its part; null when it could.</summary>
    public string? Broken { get; set; }

    /// <summary>Bots that got no seat and would not try again.</summary>
    public int Failed { get; set; }

    /// <summary>Bots that were still trying when their phase ended.</summary>
    public int Unfinished { get; set; }

    public void Add(SwarmSecond second)
    {
        Phases[second.Phase].Add(second);
        if (second.Index >= _series.Count) SecondAt(second.Index).Add(second);
    }

    /// <summary>The server's and the swarm's processes in one second.</summary>
    public void Add(int index, int phase, ServerReading? before, ServerReading after, double swarmCpuSeconds, int wanted)
    {
        if (after.Picture is { } picture) Phases[phase].Samples.Add(picture);
        if (index >= _series.Count) SecondAt(index).Add(before, after, swarmCpuSeconds, wanted);
    }

    /// <summary>Turns the seconds that are complete by now into figures.</summary>
    public void Settle(int nowIndex)
    {
        while (_series.Count < nowIndex - SecondsKept && _series.Count <= LastOpen) SettleNext();
    }

    /// <summary>Turns all that is left into figures.</summary>
    public void SettleAll()
    {
        while (_series.Count <= LastOpen) SettleNext();
    }

    /// <summary>The second as far as it is known; null when it is gone or has not come.</summary>
    public SeriesPoint? PointAt(int index) => _open.TryGetValue(index, out SeriesSecond? second) ? second.Point(_scenario) : null;

    /// <summary>The measured phases as one.</summary>
    public PhaseLog Measured() => Sum(index => index < _scenario.Phases.Count && _scenario.Phases[index].IsMeasured);

    /// <summary>The whole run as one.</summary>
    public PhaseLog Whole() => Sum(_ => true);

    /// <summary>Wrong hashes, over the whole run, of players whose datagrams the scenario alters.</summary>
    public long MismatchesOnAlteringNetworks()
    {
        Tally[] groups = Whole().Groups;
        long sum = 0;
        for (int i = 0; i < _scenario.Networks.Count; i++) sum += _scenario.Networks[i].Alters ? groups[i].Totals.HashMismatches : 0;
        return sum;
    }

    private int LastOpen => _open.Count == 0 ? -1 : _open.Keys.Last();

    private void SettleNext()
    {
        int index = _series.Count;
        _series.Add(SecondAt(index).Point(_scenario));
        _open.Remove(index);
    }

    private SeriesSecond SecondAt(int index)
    {
        if (!_open.TryGetValue(index, out SeriesSecond? second)) _open.Add(index, second = new SeriesSecond(index, _groupCount));
        return second;
    }

    private PhaseLog Sum(System.Func<int, bool> counts)
    {
        PhaseLog sum = new(_groupCount);
        for (int i = 0; i < Phases.Count; i++)
        {
            if (counts(i)) sum.Merge(Phases[i]);
        }

        return sum;
    }
}
