using System.Runtime.InteropServices;
using GameServer.Core;

namespace GameServer.Host.Pacing;

/// <summary>The system calls that pacing needs. Constants are the kernel's, the same on every architecture .NET runs on.</summary>
internal static partial class LinuxTime
{
    public const int ClockMonotonic = 1;
    public const int ClockThread = 3;            // CLOCK_THREAD_CPUTIME_ID: time on a processor
    public const int TimerAbsolute = 1;
    public const int Interrupted = 4;            // EINTR
    public const int SetTimerSlack = 29;         // PR_SET_TIMERSLACK
    public const int FirstInFirstOut = 1;        // SCHED_FIFO
    public const int ResetOnFork = 0x4000_0000;  // SCHED_RESET_ON_FORK

    [LibraryImport("libc", EntryPoint = "clock_gettime"), SuppressGCTransition] // answered in user space in about 20 ns: a GC transition would double it
    public static partial int ReadClock(int clock, out TimeSpec time);

    /// <summary>Returns 0 or an error number; unlike most calls it leaves <c>errno</c> alone.</summary>
    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    public static partial int Sleep(int clock, int flags, in TimeSpec until, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    public static partial int ControlThread(int option, nuint argument, nuint unused3, nuint unused4, nuint unused5);

    /// <summary>Process 0 is the calling thread. Returns 0, or −1 where that is not permitted.</summary>
    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    public static partial int SetScheduler(int process, int policy, in int priority);

    [StructLayout(LayoutKind.Sequential)]
    public readonly struct TimeSpec(long nanoseconds)
    {
        private readonly nint _seconds = (nint)(nanoseconds / Timestamp.NanosecondsPerSecond);
        private readonly nint _nanoseconds = (nint)(nanoseconds % Timestamp.NanosecondsPerSecond);

        public long ToNanoseconds() => (_seconds * Timestamp.NanosecondsPerSecond) + _nanoseconds;
    }
}
