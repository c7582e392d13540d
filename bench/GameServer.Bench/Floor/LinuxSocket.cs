using System;
using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GameServer.Bench.Floor;

/// <summary>
/// A UDP socket as the kernel offers it, and nothing else: this is the floor that the product's own transport is measured against, so it must not share code with it.
/// 64-bit Linux only.
/// </summary>
internal sealed unsafe partial class LinuxSocket : IDisposable
{
    public const int WouldBlock = 11;            // EAGAIN
    public const int Interrupted = 4;            // EINTR
    public const int DontWait = 0x40;            // MSG_DONTWAIT

    private const int Datagram = 2;              // SOCK_DGRAM
    private const int CloseOnExec = 0x80000;     // SOCK_CLOEXEC: the client process must not inherit the server's socket
    private const int SocketLevel = 1;           // SOL_SOCKET
    private const int SendBuffer = 7;            // SO_SNDBUF
    private const int ReceiveBuffer = 8;         // SO_RCVBUF
    private const int SendBufferForce = 32;      // past the system's limit, for the superuser
    private const int ReceiveBufferForce = 33;

    private LinuxSocket(int descriptor) => Descriptor = descriptor;

    public int Descriptor { get; }

    public static LinuxSocket Open(AddressFamily family)
    {
        int kernelFamily = family == AddressFamily.InterNetwork ? 2 : 10; // AF_INET, AF_INET6
        return new LinuxSocket(Demand(CreateSocket(kernelFamily, Datagram | CloseOnExec, 0), "socket"));
    }

    public void Bind(IPEndPoint endpoint)
    {
        SocketAddress address = endpoint.Serialize();
        fixed (byte* bytes = address.Buffer.Span) Demand(BindSocket(Descriptor, bytes, address.Size), "bind");
    }

    public void Connect(IPEndPoint endpoint)
    {
        SocketAddress address = endpoint.Serialize();
        fixed (byte* bytes = address.Buffer.Span) Demand(ConnectSocket(Descriptor, bytes, address.Size), "connect");
    }

    public IPEndPoint LocalEndpoint(IPEndPoint template)
    {
        SocketAddress address = template.Serialize();
        int size = address.Size;
        fixed (byte* bytes = address.Buffer.Span) Demand(GetName(Descriptor, bytes, &size), "getsockname");
        return (IPEndPoint)template.Create(address);
    }

    /// <summary>Asks for buffers of <paramref name="bytes"/> and returns the receive buffer the kernel granted (it doubles what it is asked for, to cover its own overhead).</summary>
    public int EnlargeBuffers(int bytes)
    {
        // Unprivileged processes get the system's limit instead, silently; what came of it is read back.
        if (SetOption(Descriptor, SocketLevel, ReceiveBufferForce, &bytes, sizeof(int)) != 0) SetOption(Descriptor, SocketLevel, ReceiveBuffer, &bytes, sizeof(int));
        if (SetOption(Descriptor, SocketLevel, SendBufferForce, &bytes, sizeof(int)) != 0) SetOption(Descriptor, SocketLevel, SendBuffer, &bytes, sizeof(int));
        int granted = 0;
        int size = sizeof(int);
        Demand(GetOption(Descriptor, SocketLevel, ReceiveBuffer, &granted, &size), "getsockopt");
        return granted;
    }

    /// <summary>Sends on a connected socket; false when the datagram was not taken, which is loss like any other.</summary>
    public bool Send(byte* bytes, int length) => SendDatagram(Descriptor, bytes, length, DontWait) == length;

    /// <summary>Length of the next waiting datagram, or -1.</summary>
    public int Receive(byte* buffer, int length) => (int)ReceiveDatagram(Descriptor, buffer, length, DontWait);

    public void Dispose() => _ = Close(Descriptor);

    public static int Demand(int result, string call) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int BindSocket(int descriptor, byte* address, int size);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int ConnectSocket(int descriptor, byte* address, int size);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    private static partial int GetName(int descriptor, byte* address, int* size);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int descriptor, int level, int option, void* value, int size);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetOption(int descriptor, int level, int option, void* value, int* size);

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint SendDatagram(int descriptor, byte* bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv")]
    private static partial nint ReceiveDatagram(int descriptor, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
