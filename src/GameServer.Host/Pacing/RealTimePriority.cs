using System;

namespace GameServer.Host.Pacing;

/// <summary>
/// Runs a tick thread ahead of everything that is not in a hurry. On a machine with busy neighbours an ordinary thread starts its ticks milliseconds late, a real-time one some
/// tens of microseconds. The kernel still gives others a twentieth of each second, so a thread that never sleeps does not lock the machine up.
/// </summary>
internal static class RealTimePriority
{
    // Above ordinary threads is all that is asked: 1 is the lowest of 99.
    private const int Lowest = 1;

    /// <summary>Raises the calling thread, on Linux with the capability SYS_NICE or a real-time limit (<c>LimitRTPRIO</c> of systemd).</summary>
    /// <returns>False where the system has or permits no such thing: the thread stays what it was.</returns>
    public static bool TryRaiseThisThread()
    {
        const int Policy = LinuxTime.FirstInFirstOut | LinuxTime.ResetOnFork;
        return OperatingSystem.IsLinux() && LinuxTime.SetScheduler(0, Policy, Lowest) == 0;
    }
}
