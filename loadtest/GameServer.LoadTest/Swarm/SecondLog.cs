using System.Collections.Concurrent;
using GameServer.Core;

namespace GameServer.LoadTest.Swarm;

/// <summary>Cuts what a thread's bots measure into seconds and phases. Bots record into <see cref="Current"/>; a second that is over is copied out and handed on.</summary>
internal sealed class SecondLog
{
    private readonly long _startNs;
    private readonly SwarmTotals[] _last;
    private LatencyHistogram _samplingLateness = new();
    private long _inputsTickLate;
    private int _phase;

    public SecondLog(int groupCount, long startNs)
    {
        _startNs = startNs;
        _last = new SwarmTotals[groupCount];
        Current = new Tally[groupCount];
        for (int i = 0; i < groupCount; i++) Current[i] = new Tally();
        DueNs = startNs + Timestamp.NanosecondsPerSecond;
    }

    /// <summary>By group; the same objects for ever, because bots hold them.</summary>
    public Tally[] Current { get; }

    public ConcurrentQueue<SwarmSecond> Done { get; } = new();

    /// <summary>When the second is over.</summary>
    public long DueNs { get; private set; }

    public void NoteSampling(long lateNs, long tickNs)
    {
        _samplingLateness.Record(lateNs);
        if (lateNs >= tickNs) _inputsTickLate++;
    }

    /// <summary>Ends the part of the second that belongs to the phase before.</summary>
    public void Enter(int phase, long nowNs, Attendance attendance)
    {
        if (phase != _phase) Close(nowNs, attendance);
        _phase = phase;
    }

    /// <summary>Hands over all since the last call.</summary>
    public void Close(long nowNs, Attendance attendance)
    {
        // The moment before: a second that is over is not the next one's, however late this is to notice.
        int index = (int)((System.Math.Min(nowNs, DueNs) - 1 - _startNs) / Timestamp.NanosecondsPerSecond);
        SwarmTotals[] totals = Sum(attendance, nowNs);
        Tally[] groups = new Tally[Current.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            Current[i].Totals = totals[i] - _last[i];
            groups[i] = new Tally();
            groups[i].Merge(Current[i]);
            Current[i].Clear();
        }

        totals.CopyTo(_last, 0);
        Done.Enqueue(new SwarmSecond { Index = index, Phase = _phase, Groups = groups, SamplingLateness = _samplingLateness, InputsTickLate = _inputsTickLate, Playing = attendance.PlayingCount });
        _samplingLateness = new LatencyHistogram();
        _inputsTickLate = 0;
        DueNs = _startNs + ((index + 1) * Timestamp.NanosecondsPerSecond);
        if (DueNs <= nowNs) DueNs += Timestamp.NanosecondsPerSecond;
    }

    private SwarmTotals[] Sum(Attendance attendance, long nowNs)
    {
        SwarmTotals[] totals = (SwarmTotals[])attendance.Retired.Clone();
        for (int group = 0; group < totals.Length; group++) totals[group].PlayedNs = attendance.PlayedNs(group, nowNs);
        for (int index = 0; index < attendance.Bots.Length; index++)
        {
            if (attendance.Bots[index] is not { } bot) continue;
            int group = attendance.Seats[index].Group;
            totals[group].Add(bot.Client, attendance.Sockets[index]!.SendFailures);
            if (bot.Client is { IsSeated: true, RttMs: > 0 }) Current[group].RoundTrip.Record(bot.Client.RttMs * Timestamp.NanosecondsPerMillisecond);
        }

        return totals;
    }
}
