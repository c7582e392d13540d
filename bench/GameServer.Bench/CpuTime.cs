using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GameServer.Bench;

/// <summary>
/// CPU time this process has used so far, all threads. On Linux the sum is exact to the microsecond, and its split into user and system is sampled at 250 to 1000 Hz;
/// elsewhere both count in the system's clock ticks, so measure over seconds.
/// </summary>
internal readonly partial record struct CpuTime(double UserUs, double SystemUs)
{
    public double TotalUs => UserUs + SystemUs;

    public static CpuTime OfThisProcess()
    {
        if (OperatingSystem.IsLinux() && GetUsage(0, out Usage usage) == 0) return new CpuTime(usage.User.Microseconds, usage.System.Microseconds);
        using Process self = Process.GetCurrentProcess();
        return new CpuTime(self.UserProcessorTime.TotalMicroseconds, self.PrivilegedProcessorTime.TotalMicroseconds);
    }

    public static CpuTime operator -(CpuTime later, CpuTime earlier) => new(later.UserUs - earlier.UserUs, later.SystemUs - earlier.SystemUs);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out Usage usage);

    private readonly struct TimeValue
    {
        private readonly nint _seconds;
        private readonly nint _microseconds;

        public double Microseconds => (_seconds * 1e6) + _microseconds;
    }

    [StructLayout(LayoutKind.Sequential, Size = 144)] // struct rusage on 64-bit Linux: the two times, then 14 words we do not read
    private readonly struct Usage
    {
        public readonly TimeValue User;
        public readonly TimeValue System;
    }
}
