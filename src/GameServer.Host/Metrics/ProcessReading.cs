using System;
using System.Diagnostics;
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
    /// <summary>Reads it now; <paramref name="process"/> is this one, refreshed.</summary>
    public static ProcessReading Of(Process process, long sendFailures) => new(
        process.WorkingSet64,
        GC.GetGCMemoryInfo().HeapSizeBytes,
        GC.GetTotalPauseDuration().TotalSeconds,
        process.Threads.Count,
        ThreadPool.ThreadCount,
        ThreadPool.PendingWorkItemCount,
        sendFailures);
}
