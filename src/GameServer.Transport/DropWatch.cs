using System;
using System.Globalization;
using System.Text;
using GameServer.Core;

namespace GameServer.Transport;

/// <summary>
/// Turns drop counters into log lines: one when a reason starts to occur often, one when it stops, at most one per reason and period. Asked by whoever logs,
/// as often as they like; a flood of a million datagrams is two lines.
/// </summary>
public sealed class DropWatch(TransportCounters counters, int dropsPerPeriod = 100, int periodSeconds = 10)
{
    private readonly long[] _before = new long[counters.Drops.Length];
    private readonly bool[] _often = new bool[counters.Drops.Length];
    private long _periodStartNs = long.MinValue;

    /// <summary>The line to log now, or null: the reasons that began or ceased in the period that just ended.</summary>
    public string? Poll(Timestamp now)
    {
        if (_periodStartNs == long.MinValue) _periodStartNs = now.Nanoseconds;
        if (now.Nanoseconds - _periodStartNs < periodSeconds * Timestamp.NanosecondsPerSecond) return null;
        _periodStartNs = now.Nanoseconds;
        StringBuilder? line = null;
        ReadOnlySpan<long> drops = counters.Drops;
        for (int i = 0; i < drops.Length; i++)
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
