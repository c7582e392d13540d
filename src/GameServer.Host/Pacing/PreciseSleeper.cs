using System;
using System.Threading;
using GameServer.Core;

namespace GameServer.Host.Pacing;

/// <summary>
/// Waits for an absolute moment of <see cref="MonotonicClock"/>: the kernel sleeps until shortly before it, a short spin does the rest. Absolute, so that what a tick
/// took never shifts the next one. One per thread that sleeps: <see cref="ForThisThread"/> tells the kernel to wake this thread without slack.
/// A sleep cannot be cut short, so callers keep their deadlines near (a tick, at most a second) and look for "stop" in between.
/// </summary>
public sealed class PreciseSleeper
{
    /// <summary>
    /// An idle virtual machine was seen to wake a sleeping thread 115 µs late at the median; spinning 200 µs hides that for 0.6 % of a core at 30 Hz
    /// (<c>bench tick --empty --spin-us</c>).
    /// </summary>
    public const long SpinNanosecondsDefault = 200_000;

    // What Thread.Sleep may oversleep where there is no absolute sleep: a scheduler period on Windows, next to nothing on macOS.
    private static readonly long s_sleepGranularity = (OperatingSystem.IsWindows() ? 16 : 2) * Timestamp.NanosecondsPerMillisecond;

    private readonly long _spinNanoseconds;

    private PreciseSleeper(long spinNanoseconds) => _spinNanoseconds = spinNanoseconds;

    /// <summary>Prepares the calling thread. <paramref name="spinNanoseconds"/> is how long before a deadline sleeping turns into spinning; 0 never spins.</summary>
    public static PreciseSleeper ForThisThread(long spinNanoseconds = SpinNanosecondsDefault)
    {
        Check.That(spinNanoseconds >= 0);

        // By default the kernel may delay a wake-up by 50 µs to batch it with others. If it refuses (it never has), sleeping is only less exact.
        if (OperatingSystem.IsLinux()) _ = LinuxTime.ControlThread(LinuxTime.SetTimerSlack, 1, 0, 0, 0);
        return new PreciseSleeper(spinNanoseconds);
    }

    /// <summary>Returns at <paramref name="deadlineNanoseconds"/> or as soon after as the machine allows, at once if it has passed; the result is the time it then is.</summary>
    public long SleepUntil(long deadlineNanoseconds)
    {
        long now = MonotonicClock.Nanoseconds();
        if (now < deadlineNanoseconds - _spinNanoseconds)
        {
            if (OperatingSystem.IsLinux()) SleepInKernel(deadlineNanoseconds - _spinNanoseconds);
            else SleepInSteps(deadlineNanoseconds, now);
            now = MonotonicClock.Nanoseconds();
        }

        while (now < deadlineNanoseconds)
        {
            Thread.SpinWait(8); // some 0.1 µs, far below what we promise
            now = MonotonicClock.Nanoseconds();
        }

        return now;
    }

    private static void SleepInKernel(long deadlineNanoseconds)
    {
        LinuxTime.TimeSpec until = new(deadlineNanoseconds);
        int error;
        do
        {
            error = LinuxTime.Sleep(LinuxTime.ClockMonotonic, LinuxTime.TimerAbsolute, in until, 0);
        }
        while (error == LinuxTime.Interrupted); // a signal: the deadline stays where it was

        Check.That(error == 0);
    }

    // Sleeps what is safely short of the deadline; the caller spins the rest, which costs more the coarser the system's sleep.
    private static void SleepInSteps(long deadlineNanoseconds, long now)
    {
        long safe = deadlineNanoseconds - now - s_sleepGranularity;
        if (safe > 0) Thread.Sleep((int)Math.Min(safe / Timestamp.NanosecondsPerMillisecond, int.MaxValue));
    }
}
