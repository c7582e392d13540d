using System;
using System.Diagnostics;
using GameServer.Core;

namespace GameServer.LoadTest.Machine;

/// <summary>The process's clock: monotonic nanoseconds, which on Linux is the very clock the server reads, and UTC for snapshot ages.</summary>
internal static class SteadyClock
{
    /// <summary>Nanoseconds since an arbitrary origin; never goes back.</summary>
    public static long Nanoseconds()
    {
        long ticks = Stopwatch.GetTimestamp();
        if (Stopwatch.Frequency == Timestamp.NanosecondsPerSecond) return ticks;

        // Whole seconds apart: ticks × 10⁹ would overflow after 15 minutes at a 10 MHz counter.
        (long seconds, long rest) = Math.DivRem(ticks, Stopwatch.Frequency);
        return (seconds * Timestamp.NanosecondsPerSecond) + (rest * Timestamp.NanosecondsPerSecond / Stopwatch.Frequency);
    }

    /// <summary>UTC minus monotonic, in 100 ns ticks. A loop reads it once per wake-up and from then on only the cheaper of the two clocks.</summary>
    public static long UtcOffsetTicks() => DateTime.UtcNow.Ticks - (Nanoseconds() / 100);

    public static Timestamp Now(long utcOffsetTicks)
    {
        long nanoseconds = Nanoseconds();
        return new Timestamp(nanoseconds, utcOffsetTicks + (nanoseconds / 100));
    }
}
