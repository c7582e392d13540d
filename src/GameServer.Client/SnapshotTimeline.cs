using System;
using GameServer.Core;

namespace GameServer.Client;

/// <summary>
/// When ticks become known here: the earliest line (a tick's number times its period, plus the least that the way ever took) and how far behind it ticks come, jitter and
/// losses together. A tick whose packet was lost counts as known when the next one arrived.
/// </summary>
internal sealed class SnapshotTimeline
{
    public const int ObjectBytes = 88;

    private const int Window = 128;        // ticks: four seconds at 30 Hz
    private const int SortEvery = 8;       // arrivals between two looks at the percentile
    private const int LostTicksMax = 8;    // of one gap: a longer one is an interruption, not jitter

    private readonly long[] _offsetsNs = new long[Window];   // arrival less tick times period, a ring
    private readonly long[] _sorted = new long[Window];
    private readonly double _percentile;
    private readonly int _tickRateHz;
    private int _count;
    private int _next;
    private int _unsorted;
    private long _arrivedNs;

    public SnapshotTimeline(int tickRateHz, double percentile)
    {
        _tickRateHz = tickRateHz;
        _percentile = percentile;
    }

    /// <summary>Newest tick known.</summary>
    public Tick Newest { get; private set; }

    /// <summary>When the last packet arrived.</summary>
    public long ArrivedNs => _arrivedNs;

    /// <summary>Where tick 0 stands on the earliest line.</summary>
    public long OriginNs { get; private set; }

    /// <summary>How far behind the line all but the latest few ticks come, in nanoseconds.</summary>
    public long LatenessNs { get; private set; }

    /// <summary>Mean distance from the line, in nanoseconds.</summary>
    public long JitterNs { get; private set; }

    /// <summary>Notes a packet.</summary>
    /// <param name="tick">What it shows.</param>
    /// <param name="lostPackets">Packets missing directly before it.</param>
    /// <param name="nowNs">When it came.</param>
    public void Note(Tick tick, int lostPackets, long nowNs)
    {
        if (tick <= Newest) return;
        int lostTicks = lostPackets > 0 && !Newest.IsNone ? Math.Min(tick - Newest - 1, LostTicksMax) : 0;
        for (int i = lostTicks; i >= 0; i--) Add(nowNs - OffsetNs(tick - i));
        Newest = tick;
        _arrivedNs = nowNs;
        _unsorted++;
    }

    /// <summary>Brings the line and the distances from it up to date, every few arrivals; costs nothing for who does not ask.</summary>
    public void Measure()
    {
        if (_count == 0 || (_unsorted < SortEvery && _count > 2 * SortEvery)) return;
        _unsorted = 0;
        Sort();
    }

    /// <summary>The server's timetable moved: what was learnt is void.</summary>
    public void Forget()
    {
        _count = 0;
        _next = 0;
    }

    /// <summary>Fetches the place of the next offset; see <see cref="CacheLine"/>.</summary>
    public void Prefetch() => CacheLine.Fetch(_offsetsNs, _next);

    /// <summary>Nanoseconds from tick 0 to a tick.</summary>
    private long OffsetNs(Tick tick) => tick.Value * Timestamp.NanosecondsPerSecond / _tickRateHz;

    private void Add(long offsetNs)
    {
        _offsetsNs[_next] = offsetNs;
        _next = (_next + 1) % Window;
        _count = Math.Min(_count + 1, Window);
    }

    private void Sort()
    {
        Array.Copy(_offsetsNs, _sorted, _count);
        Array.Sort(_sorted, 0, _count);
        OriginNs = _sorted[0];
        LatenessNs = _sorted[(int)Math.Ceiling(_percentile * (_count - 1))] - OriginNs;
        long sum = 0;
        for (int i = 0; i < _count; i++) sum += _sorted[i] - OriginNs;
        JitterNs = sum / _count;
    }
}
