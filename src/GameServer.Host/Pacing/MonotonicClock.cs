using System;
using System.Diagnostics;
using GameServer.Core;

namespace GameServer.Host.Pacing;

/// <summary>
/// The process's one clock. On Linux it reads CLOCK_MONOTONIC itself, because that is the clock <see cref="PreciseSleeper"/> waits on and the two must agree to the
/// nanosecond; elsewhere the runtime's high-resolution counter. Everything below Host gets the reading as an argument.
/// </summary>
public static class MonotonicClock
{
    /// <summary>Both readings a step needs: monotonic for deadlines, UTC for the wire and for people.</summary>
    public static Timestamp Now() => new(Nanoseconds(), DateTime.UtcNow.Ticks);

    /// <summary>Nanoseconds since an arbitrary origin that all processes of this machine share; never goes back.</summary>
    public static long Nanoseconds()
    {
        if (OperatingSystem.IsLinux())
        {
            LinuxTime.ReadClock(LinuxTime.ClockMonotonic, out LinuxTime.TimeSpec time);
            return time.ToNanoseconds();
        }

        return StopwatchNanoseconds();
    }

    // Whole seconds apart: ticks × 10⁹ would overflow after 15 minutes at a 10 MHz counter.
    private static long StopwatchNanoseconds()
    {
        (long seconds, long rest) = Math.DivRem(Stopwatch.GetTimestamp(), Stopwatch.Frequency);
        return (seconds * Timestamp.NanosecondsPerSecond) + (rest * Timestamp.NanosecondsPerSecond / Stopwatch.Frequency);
    }
}
