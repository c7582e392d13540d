using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace GameServer.Host.Metrics;

/// <summary>The process and its runtime at one moment; sums are since the start.</summary>
/// <param name="ResidentBytes">Physical memory it holds.</param>
/// <param name="HeapBytes">Managed memory after the last collection, what fragments it included.</param>
/// <param name="PauseSeconds">Time for which collections stopped every thread.</param>
/// <param name="Threads">Threads of all kinds.</param>
/// <param name="PoolThreads">Of them, the thread pool's: admin pages, timers.</param>
/// <param name="PoolQueue">Work that waits for one of those.</param>
/// <param name="SendFailures">Datagrams the kernel refused to send.</param>
internal sealed record ProcessReading(long ResidentBytes, long HeapBytes, double PauseSeconds, int Threads, int PoolThreads, long PoolQueue, long SendFailures)
{
    /// <summary>
    /// Reads it now. Not from <see cref="System.Diagnostics.Process"/>, which reads a file of the kernel's for every thread to say how many there are: a millisecond, once a second.
    /// </summary>
    public static ProcessReading Now(long sendFailures) => new(
        Environment.WorkingSet,
        GC.GetGCMemoryInfo().HeapSizeBytes,
        GC.GetTotalPauseDuration().TotalSeconds,
        CountThreads(),
        ThreadPool.ThreadCount,
        ThreadPool.PendingWorkItemCount,
        sendFailures);

    /// <summary>User and system time of the process so far.</summary>
    public static double CpuSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static int CountThreads()
    {
        if (OperatingSystem.IsLinux()) return Directory.EnumerateDirectories("/proc/self/task").Count();
        using Process process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
