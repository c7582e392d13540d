using System;
using System.Runtime.InteropServices;

namespace GameServer.Bench.Floor;

/// <summary>One epoll instance: which of many sockets have something to read.</summary>
internal sealed unsafe partial class EventQueue : IDisposable
{
    /// <summary>The most sockets one <see cref="TakeReady"/> names.</summary>
    public const int ReadyMax = 512;

    private const int Add = 1;                    // EPOLL_CTL_ADD
    private const uint Readable = 1;              // EPOLLIN
    private const int CloseOnExec = 0x80000;      // EPOLL_CLOEXEC

    // struct epoll_event is packed on x64 (12 bytes) and only there.
    private static readonly int s_eventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int s_dataOffset = s_eventBytes - 8;

    private readonly int _descriptor = LinuxSocket.Demand(Create(CloseOnExec), "epoll_create1");
    private readonly byte* _events = (byte*)NativeMemory.AllocZeroed(ReadyMax, 16);

    /// <summary>From now on <see cref="TakeReady"/> reports <paramref name="socket"/> as <paramref name="index"/>, for as long as it has something to read.</summary>
    public void Watch(LinuxSocket socket, int index)
    {
        byte* entry = stackalloc byte[16];
        *(uint*)entry = Readable;
        *(long*)(entry + s_dataOffset) = index;
        LinuxSocket.Demand(Control(_descriptor, Add, socket.Descriptor, entry), "epoll_ctl");
    }

    /// <summary>How many sockets are readable now, at most <see cref="ReadyMax"/>, without waiting; <see cref="ReadyIndex"/> names them.</summary>
    public int TakeReady() => LinuxSocket.Demand(WaitForEvents(_descriptor, _events, ReadyMax, 0), "epoll_wait");

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
