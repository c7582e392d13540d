using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GameServer.LoadTest.Machine;

/// <summary>One epoll instance: a socket is named for as long as it has something to read.</summary>
internal sealed unsafe partial class EpollReadiness : Readiness
{
    // Few enough that due inputs are looked at in between: 128 bots take about half a millisecond.
    private const int ReadyMax = 128;

    private const int Add = 1;                            // EPOLL_CTL_ADD
    private const uint Readable = 1;                      // EPOLLIN
    private const int CloseOnExec = 0x80000;              // EPOLL_CLOEXEC
    private const int InterruptedError = 4;               // EINTR

    // struct epoll_event is packed on x64 (12 bytes) and only there.
    private static readonly int s_eventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int s_dataOffset = s_eventBytes - 8;

    private readonly int _descriptor = Demand(CreateQueue(CloseOnExec), "epoll_create1");
    private readonly byte* _events = (byte*)NativeMemory.AllocZeroed(ReadyMax, 16);

    public override void Watch(int handle, int index)
    {
        byte* entry = stackalloc byte[16];
        *(uint*)entry = Readable;
        *(long*)(entry + s_dataOffset) = index;
        Demand(Control(_descriptor, Add, handle, entry), "epoll_ctl");
    }

    public override int Take(out bool more)
    {
        int count = WaitForEvents(_descriptor, _events, ReadyMax, 0);
        more = count == ReadyMax;
        if (count >= 0) return count;
        return Marshal.GetLastPInvokeError() == InterruptedError ? 0 : Demand(count, "epoll_wait");
    }

    public override int IndexAt(int position) => (int)*(long*)(_events + (position * s_eventBytes) + s_dataOffset);

    public override void Dispose()
    {
        _ = Close(_descriptor);
        NativeMemory.Free(_events);
    }

    private static int Demand(int result, string call) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int CreateQueue(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int descriptor, int operation, int target, byte* entry);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int WaitForEvents(int descriptor, byte* events, int eventsMax, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
