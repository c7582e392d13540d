using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GameServer.Bench.Codec;

/// <summary>CPU time of this thread: what a busy machine's other work does not add to. Off Linux, time as it passes.</summary>
internal static partial class ThreadTime
{
    private const int ThreadCpuClock = 3;   // CLOCK_THREAD_CPUTIME_ID

    public static double Microseconds()
    {
        if (OperatingSystem.IsLinux() && GetTime(ThreadCpuClock, out TimeSpec time) == 0) return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
        return Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
