using System;
using System.Globalization;
using System.IO;

namespace GameServer.LoadTest.Watch;

/// <summary>What the threads of a server on this machine have cost, told apart by the names that it gives them.</summary>
internal static class ThreadTimes
{
    private const string ShardThread = "shard ";

    /// <summary>CPU seconds of all its threads but those that tick; 0 where the system does not say.</summary>
    public static double BesideTicks(int processId)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        double sum = 0;
        foreach (string thread in Directory.EnumerateDirectories($"/proc/{processId}/task"))
        {
            try
            {
                if (!File.ReadAllText(Path.Combine(thread, "comm")).StartsWith(ShardThread, StringComparison.Ordinal)) sum += double.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture) / 1e9;
            }
            catch (IOException)
            {
                // It ended in between; what it cost is missed.
            }
        }

        return sum;
    }
}
