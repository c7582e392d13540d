using System;
using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// A room's timetable: tick k is due at its origin plus k periods, computed from the origin each time so that rounding never adds up. Knows when a tick starts late,
/// and how much debt was forgiven.
/// </summary>
public sealed class TickSchedule
{
    /// <summary>A tick that starts this much after its time counts as late.</summary>
    public const long LateNs = 1 * Timestamp.NanosecondsPerMillisecond;

    private readonly int _tickRateHz;
    private Timestamp _origin;   // when tick 0 was due

    /// <summary>A timetable on which the tick after <paramref name="last"/> is due one period after <paramref name="start"/>.</summary>
    public TickSchedule(int tickRateHz, Timestamp start, Tick last = default)
    {
        _tickRateHz = tickRateHz;
        StartAt(start, last);
    }

    /// <summary>Begins anew: the tick after <paramref name="last"/> is due one period after <paramref name="start"/>.</summary>
    internal void StartAt(Timestamp start, Tick last) => _origin = start.Plus(-OffsetNs(last.Value));

    /// <summary>Ticks that started over 1 ms after their time, or ended after the next one's.</summary>
    public long LateCount { get; private set; }

    /// <summary>Ticks never run because the timetable moved instead.</summary>
    public long ForgivenCount { get; private set; }

    /// <summary>How late the last tick began.</summary>
    public long LatenessNs { get; private set; }

    /// <summary>Whether the last tick was late.</summary>
    public bool IsLate { get; private set; }

    /// <summary>When a tick is due.</summary>
    public Timestamp DueAt(Tick tick) => _origin.Plus(OffsetNs(tick.Value));

    public bool IsDue(Tick next, Timestamp now) => now.Nanoseconds >= _origin.Nanoseconds + OffsetNs(next.Value);

    /// <summary>
    /// Moves the timetable when more than <paramref name="catchUpTicks"/> ticks from <paramref name="next"/> on are overdue, so that just that many remain.
    /// </summary>
    /// <returns>True when it moved.</returns>
    public bool Forgive(Tick next, Timestamp now, int catchUpTicks)
    {
        long overdueNs = now.Nanoseconds - _origin.Nanoseconds - OffsetNs(next.Value);
        long overdueTicks = overdueNs < 0 ? 0 : (overdueNs * _tickRateHz / Timestamp.NanosecondsPerSecond) + 1;
        if (overdueTicks <= catchUpTicks) return false;
        long forgiven = overdueTicks - catchUpTicks;
        ForgivenCount += forgiven;
        _origin = _origin.Plus(OffsetNs(forgiven));
        return true;
    }

    /// <summary>Notes when a tick really ran.</summary>
    /// <returns>Nanoseconds it started after its time.</returns>
    public long Note(Tick tick, long startNs, long endNs)
    {
        long dueNs = _origin.Nanoseconds + OffsetNs(tick.Value);
        long latenessNs = Math.Max(0, startNs - dueNs);
        IsLate = latenessNs > LateNs || endNs > _origin.Nanoseconds + OffsetNs(tick.Value + 1L);
        if (IsLate) LateCount++;
        LatenessNs = latenessNs;
        return latenessNs;
    }

    private long OffsetNs(long ticks) => (long)((Int128)ticks * Timestamp.NanosecondsPerSecond / _tickRateHz);
}
