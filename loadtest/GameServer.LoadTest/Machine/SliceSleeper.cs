using System;
using System.Threading;
using GameServer.Core;

namespace GameServer.LoadTest.Machine;

/// <summary>Puts the calling thread to sleep until an absolute moment of <see cref="SteadyClock"/>. It never spins: the server needs the other core.</summary>
internal sealed class SliceSleeper
{
    private SliceSleeper()
    {
    }

    /// <summary>Prepares the calling thread: by default the kernel may delay its wake-ups by 50 µs to batch them with others.</summary>
    public static SliceSleeper ForThisThread()
    {
        if (OperatingSystem.IsLinux()) _ = LinuxCalls.ControlThread(LinuxCalls.SetTimerSlack, 1, 0, 0, 0);
        return new SliceSleeper();
    }

    /// <summary>Returns at the deadline, or at once if it has passed.</summary>
    public void SleepUntil(long deadlineNs)
    {
        long now = SteadyClock.Nanoseconds();
        if (now >= deadlineNs) return;
        if (!OperatingSystem.IsLinux())
        {
            Thread.Sleep((int)Math.Max(1, (deadlineNs - now) / Timestamp.NanosecondsPerMillisecond));
            return;
        }

        LinuxCalls.TimeSpec until = new(deadlineNs);
        while (LinuxCalls.Sleep(LinuxCalls.ClockMonotonic, LinuxCalls.TimerAbsolute, in until, 0) == LinuxCalls.Interrupted)
        {
            // A signal: the deadline stays where it was.
        }
    }
}
