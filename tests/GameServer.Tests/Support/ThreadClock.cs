using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GameServer.Tests.Support;

/// <summary>
/// What the calling thread has really worked, so that "no hang" can be told from a busy machine that gave the thread no core. Wall time where the system does not say.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID

    public static double Milliseconds()
    {
        if (OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out TimeSpec time) == 0) return (time.Seconds * 1e3) + (time.Nanoseconds / 1e6);
        return Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
