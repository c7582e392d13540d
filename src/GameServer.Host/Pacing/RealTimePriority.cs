using System;
using System.Globalization;
using System.IO;

namespace GameServer.Host.Pacing;

/// <summary>
/// Runs a tick thread ahead of everything that is not in a hurry. On a machine with busy neighbours an ordinary thread starts its ticks milliseconds late, a real-time one some
/// tens of microseconds. The kernel still gives others a twentieth of each second, so a thread that never sleeps does not lock the machine up.
/// </summary>
internal static class RealTimePriority
{
    // Above ordinary threads is all that is asked: 1 is the lowest of 99.
    private const int Lowest = 1;

    // A tenth of the way to the top counts nine times as much as usual.
    private const int Preferred = -10;

    /// <summary>
    /// Prefers every thread of this process, and those they will start, to ordinary ones. Before garbage is collected each of them has to come to a place where it can be stopped, and the tick thread stands still until the
    /// last has: on a machine with ten busy neighbours one that waits for a processor made that 10 to 70 ms. They do little, so nobody else loses much.
    /// </summary>
    public static void TryPreferThisProcess()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (string task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            if (int.TryParse(Path.GetFileName(task), NumberStyles.None, CultureInfo.InvariantCulture, out int thread)) _ = LinuxTime.SetNice(LinuxTime.OneThread, thread, Preferred);
        }
    }

    /// <summary>Raises the calling thread, on Linux with the capability SYS_NICE or a real-time limit (<c>LimitRTPRIO</c> of systemd).</summary>
    /// <returns>False where the system has or permits no such thing: the thread stays what it was.</returns>
    public static bool TryRaiseThisThread()
    {
        const int Policy = LinuxTime.FirstInFirstOut | LinuxTime.ResetOnFork;
        return OperatingSystem.IsLinux() && LinuxTime.SetScheduler(0, Policy, Lowest) == 0;
    }
}
