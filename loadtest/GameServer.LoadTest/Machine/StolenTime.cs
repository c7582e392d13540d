using System;
using System.Globalization;
using System.IO;

namespace GameServer.LoadTest.Machine;

/// <summary>Time for which the processors of a virtual machine were taken away from it: what is late then is late for no fault of anybody in it.</summary>
internal static class StolenTime
{
    private const double TicksPerSecond = 100;   // USER_HZ, the same on every architecture .NET runs on
    private const int Column = 8;                // "cpu", user, nice, system, idle, iowait, irq, softirq, steal

    /// <summary>Seconds since the machine started, over all processors; 0 where nobody knows.</summary>
    public static double Seconds()
    {
        if (!OperatingSystem.IsLinux()) return 0;
        using StreamReader stat = new("/proc/stat");
        string[] all = (stat.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return all.Length > Column && long.TryParse(all[Column], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) ? ticks / TicksPerSecond : 0;
    }
}
