using System;
using System.Runtime.InteropServices;

namespace GameServer.Bench.Floor;

/// <summary>One epoll instance: which of many sockets have something to read.</summary>
internal sealed unsafe partial class EventQueue : IDisposable
{
    private const int EventsPerWait = 512;
    private const int Add = 1;                    // EPOLL_CTL_ADD
    private const uint Readable = 1;              // EPOLLIN
    private const int CloseOnExec = 0x80000;      // EPOLL_CLOEXEC

    // struct epoll_event is packed on x64 (12 bytes) and only there.
    private static readonly int s_eventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int s_dataOffset = s_eventBytes - 8;

    private readonly int _descriptor = LinuxSocket.Demand(Create(CloseOnExec), "epoll_create1");
    private readonly byte* _events = (byte*)NativeMemory.AllocZeroed(EventsPerWait, 16);

    /// <summary>From now on <see cref="Wait"/> reports <paramref name="socket"/> as <paramref name="index"/>, for as long as it has something to read.</summary>
    public void Watch(LinuxSocket socket, int index)
    {
        byte* entry = stackalloc byte[16];
        *(uint*)entry = Readable;
        *(long*)(entry + s_dataOffset) = index;
        LinuxSocket.Demand(Control(_descriptor, Add, socket.Descriptor, entry), "epoll_ctl");
    }

    /// <summary>Waits at most <paramref name="milliseconds"/> and returns how many sockets are readable; <see cref="ReadyIndex"/> names them.</summary>
    public int Wait(int milliseconds)
    {
        int count = WaitForEvents(_descriptor, _events, EventsPerWait, milliseconds);
        if (count < 0 && Marshal.GetLastPInvokeError() == LinuxSocket.Interrupted) return 0;
        return LinuxSocket.Demand(count, "epoll_wait");
    }

    public int ReadyIndex(int position) => (int)*(long*)(_events + (position * s_eventBytes) + s_dataOffset);

    public void Dispose()
    {
        _ = Close(_descriptor);
        NativeMemory.Free(_events);
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int descriptor, int operation, int target, byte* entry);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int WaitForEvents(int descriptor, byte* events, int eventsMax, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
