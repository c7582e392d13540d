using System;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Host.Pacing;

namespace GameServer.Bench.Steps;

/// <summary>
/// What the thread has worked, so that a stage is not charged for the time in which a busy machine gave the thread no core. Reading it is a system call: its own cost is measured at
/// start, for <see cref="StepMeasurement"/> to take off. Wall time where the system does not say.
/// </summary>
internal sealed partial class StepClock : IStageClock
{
    private const int ThreadCpuTime = 3;   // CLOCK_THREAD_CPUTIME_ID
    private const int Readings = 20_000;

    private readonly bool _countsWork = OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out _) == 0;

    public StepClock()
    {
        long start = Nanoseconds;
        for (int i = 0; i < Readings; i++) _ = Nanoseconds;
        ReadingNs = (Nanoseconds - start) / (double)Readings;
    }

    /// <summary>What one reading costs.</summary>
    public double ReadingNs { get; }

    public long Nanoseconds
    {
        get
        {
            if (!_countsWork) return MonotonicClock.Nanoseconds();
            _ = GetTime(ThreadCpuTime, out TimeSpec time);
            return (time.Seconds * Timestamp.NanosecondsPerSecond) + time.Nanoseconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    private static partial int GetTime(int clock, out TimeSpec time);

    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
