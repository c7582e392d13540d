using GameServer.Core;
using GameServer.LoadTest.Swarm;

namespace GameServer.LoadTest.Run;

/// <summary>Everything observed in one phase of a run, or in several added up, before any of it is judged.</summary>
internal sealed class PhaseLog
{
    public PhaseLog(int groupCount)
    {
        Groups = new Tally[groupCount];
        for (int i = 0; i < groupCount; i++) Groups[i] = new Tally();
    }

    /// <summary>By group: the scenario's networks, and the griefers last.</summary>
    public Tally[] Groups { get; }

    public LatencyHistogram SamplingLateness { get; } = new();

    public long InputsTickLate { get; set; }

    /// <summary>Most bots in play at once.</summary>
    public int PlayingMax { get; set; }

    /// <summary>Bots that the plan wanted in play at its end and that were not.</summary>
    public int Missing { get; set; }

    /// <summary>When it began, in seconds of the run.</summary>
    public double StartSeconds { get; set; }

    public double Seconds { get; set; }

    /// <summary>CPU time of the processes that played the bots.</summary>
    public double SwarmCpuSeconds { get; set; }

    public ServerReading? Before { get; set; }

    public ServerReading? After { get; set; }

    /// <summary>The server's own figures, a second each.</summary>
    public ServerSamples Samples { get; } = new();

    /// <summary>All but the griefers, as one.</summary>
    public Tally Honest()
    {
        Tally all = new();
        for (int i = 0; i < Groups.Length - 1; i++) all.Merge(Groups[i]);
        return all;
    }

    public void Add(SwarmSecond second)
    {
        for (int i = 0; i < Groups.Length; i++) Groups[i].Merge(second.Groups[i]);
        SamplingLateness.Merge(second.SamplingLateness);
        InputsTickLate += second.InputsTickLate;
    }

    public void Merge(PhaseLog other)
    {
        for (int i = 0; i < Groups.Length; i++) Groups[i].Merge(other.Groups[i]);
        SamplingLateness.Merge(other.SamplingLateness);
        InputsTickLate += other.InputsTickLate;
        PlayingMax = System.Math.Max(PlayingMax, other.PlayingMax);
        Missing = other.Missing;
        Seconds += other.Seconds;
        SwarmCpuSeconds += other.SwarmCpuSeconds;
        Before ??= other.Before;
        After = other.After ?? After;
        Samples.Merge(other.Samples);
    }
}
