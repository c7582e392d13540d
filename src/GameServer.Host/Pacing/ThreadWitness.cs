using System;
using System.Buffers.Text;
using System.IO;
using System.Runtime;
using System.Runtime.InteropServices;
using GameServer.Server;
using Microsoft.Win32.SafeHandles;

namespace GameServer.Host.Pacing;

/// <summary>
/// What the system and the runtime know of one thread: two microseconds, once per tick, so that a late tick can be explained afterwards. Faults, preemptions and processor time are Linux's; elsewhere only what the
/// runtime knows is told. Made and asked by the thread itself.
/// </summary>
internal sealed partial class ThreadWitness : IThreadWitness, IDisposable
{
    private const int ThisThread = 1;   // RUSAGE_THREAD

    // Of /proc/thread-self/schedstat: time run, time waited for a processor, times run.
    private const int ScheduleBytesMax = 64;

    private readonly SafeFileHandle? _schedule;

    public ThreadWitness()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _schedule = File.OpenHandle("/proc/thread-self/schedstat");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A kernel without these statistics: the rest is told all the same.
        }
    }

    public ThreadUse Read()
    {
        long jitNs = JitInfo.GetCompilationTime(currentThread: true).Ticks * TimeSpan.NanosecondsPerTick;
        long pauseNs = GC.GetTotalPauseDuration().Ticks * TimeSpan.NanosecondsPerTick;
        ThreadUse known = new() { JitNs = jitNs, Collections = GC.CollectionCount(0), FullCollections = GC.CollectionCount(2), PauseNs = pauseNs };
        if (!OperatingSystem.IsLinux() || ReadUsage(ThisThread, out Usage usage) != 0) return known;
        LinuxTime.ReadClock(LinuxTime.ClockThread, out LinuxTime.TimeSpec ran);
        return known with
        {
            CpuNs = ran.ToNanoseconds(), QueuedNs = ReadQueued(), Preemptions = usage.Involuntary, Waits = usage.Voluntary, MinorFaults = usage.MinorFaults, MajorFaults = usage.MajorFaults,
        };
    }

    public void Dispose() => _schedule?.Dispose();

    // The first number is the time run, but only as of the scheduler's last look.
    private long ReadQueued()
    {
        if (_schedule is null) return 0;
        Span<byte> text = stackalloc byte[ScheduleBytesMax];
        text = text[..RandomAccess.Read(_schedule, text, 0)];
        int second = text.IndexOf((byte)' ') + 1;
        return Utf8Parser.TryParse(text[second..], out long queuedNs, out _) ? queuedNs : 0;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int ReadUsage(int who, out Usage usage);

    /// <summary>The kernel's <c>struct rusage</c>, every field a C <c>long</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Usage
    {
        private readonly nint _userSeconds;
        private readonly nint _userMicroseconds;
        private readonly nint _systemSeconds;
        private readonly nint _systemMicroseconds;
        private readonly nint _residentMax;
        private readonly nint _unused1;
        private readonly nint _unused2;
        private readonly nint _unused3;
        public readonly nint MinorFaults;
        public readonly nint MajorFaults;
        private readonly nint _swaps;
        private readonly nint _blocksIn;
        private readonly nint _blocksOut;
        private readonly nint _unused4;
        private readonly nint _unused5;
        private readonly nint _signals;
        public readonly nint Voluntary;
        public readonly nint Involuntary;
    }
}
