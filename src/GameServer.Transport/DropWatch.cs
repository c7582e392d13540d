using System;
using System.Globalization;
using System.Text;
using GameServer.Core;

namespace GameServer.Transport;

/// <summary>
/// Turns drop counts into log lines: one when a reason starts to occur often, one when it stops, at most one per reason and period. Asked by whoever logs,
/// as often as they like; a flood of a million datagrams is two lines. Knows only the counts it is shown, so any thread with a copy of them may ask.
/// </summary>
public sealed class DropWatch(int dropsPerPeriod = 100, int periodSeconds = 10)
{
    private const int ReasonCount = (int)DropReason.NotEnabled + 1;

    private readonly long[] _before = new long[ReasonCount];
    private readonly bool[] _often = new bool[ReasonCount];
    private long _periodStartNs = long.MinValue;

    /// <summary>The line to log now, or null: the reasons that began or ceased in the period that just ended.</summary>
    /// <param name="drops">Counts since the start by <see cref="DropReason"/>; what is behind the last reason is not looked at.</param>
    /// <param name="now">Monotonic; the first call starts the first period.</param>
    public string? Poll(ReadOnlySpan<long> drops, Timestamp now)
    {
        if (_periodStartNs == long.MinValue) _periodStartNs = now.Nanoseconds;
        if (now.Nanoseconds - _periodStartNs < periodSeconds * Timestamp.NanosecondsPerSecond) return null;
        _periodStartNs = now.Nanoseconds;
        StringBuilder? line = null;
        for (int i = 0; i < ReasonCount; i++)
        {
            long count = drops[i] - _before[i];
            _before[i] = drops[i];
            bool often = count >= dropsPerPeriod;
            if (often == _often[i]) continue;
            _often[i] = often;
            line = line is null ? new StringBuilder("Dropped datagrams:") : line.Append(';');
            line.Append(' ').Append((DropReason)i).Append(often ? " began, " : " ceased, ");
            line.Append(count.ToString(CultureInfo.InvariantCulture)).Append(" in ").Append(periodSeconds).Append(" s");
        }

        return line?.ToString();
    }
}
