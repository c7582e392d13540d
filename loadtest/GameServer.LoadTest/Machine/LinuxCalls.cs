using System.Runtime.InteropServices;

namespace GameServer.LoadTest.Machine;

/// <summary>The system calls of 64-bit Linux that the framework does not offer. Constants are the kernel's.</summary>
internal static partial class LinuxCalls
{
    public const int ClockMonotonic = 1;
    public const int TimerAbsolute = 1;
    public const int Interrupted = 4;            // EINTR
    public const int SetTimerSlack = 29;         // PR_SET_TIMERSLACK
    public const int OpenFiles = 7;              // RLIMIT_NOFILE
    public const int Terminate = 15;             // SIGTERM
    public const int Continue = 18;              // SIGCONT
    public const int Stop = 19;                  // SIGSTOP

    /// <summary>Returns 0 or an error number; unlike most calls it leaves <c>errno</c> alone.</summary>
    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    public static partial int Sleep(int clock, int flags, in TimeSpec until, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    public static partial int ControlThread(int option, nuint argument, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    public static partial int ReadLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    public static partial int WriteLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Signal(int process, int signal);

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct TimeSpec(long nanoseconds)
    {
        private readonly nint _seconds = (nint)(nanoseconds / 1_000_000_000);
        private readonly nint _nanoseconds = (nint)(nanoseconds % 1_000_000_000);
    }

    /// <summary><c>struct rlimit</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
