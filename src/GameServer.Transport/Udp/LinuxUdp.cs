#if NET
using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GameServer.Transport.Udp;

/// <summary>The Linux x64 system calls and structures behind <see cref="LinuxUdpPath"/>; the layouts are those of the kernel's 64-bit ABI.</summary>
internal static unsafe partial class LinuxUdp
{
    public const int FamilyIPv4 = 2;
    public const int FamilyIPv6 = 10;
    public const int DontWait = 0x40;
    public const int Truncated = 0x20;
    public const int ErrorInterrupted = 4;
    public const int ErrorInput = 5;
    public const int ErrorInvalid = 22;
    public const int ErrorAgain = 11;
    public const int SocketLevel = 1;
    public const int DropCounter = 40;
    public const int UdpLevel = 17;
    public const int UdpSegment = 103;

    /// <summary>The kernel's own limit is 64 segments and 65,507 bytes; this many of our largest fit both.</summary>
    public const int SegmentsMax = 44;

    // SO_MEMINFO, since Linux 4.12: an array of 32-bit numbers, of which the first and the third are what the two queues hold (linux/sock_diag.h).
    private const int MemoryInfo = 55;
    private const int MemoryFields = 9;
    private const int ReceiveAllocated = 0;
    private const int SendAllocated = 2;

    private const int SendBufferForce = 32;
    private const int ReceiveBufferForce = 33;

    public static bool IsSupported => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>The forced variants ignore net.core.*mem_max but need CAP_NET_ADMIN; without it the ordinary request made before stands.</summary>
    public static void ForceBuffers(Socket socket, UdpSocketOptions options)
    {
        int descriptor = (int)socket.Handle;
        if (options.ReceiveBufferBytes > 0) SetOption(descriptor, SocketLevel, ReceiveBufferForce, options.ReceiveBufferBytes);
        if (options.SendBufferBytes > 0) SetOption(descriptor, SocketLevel, SendBufferForce, options.SendBufferBytes);
    }

    public static bool SetOption(int descriptor, int level, int name, int value) => SetSocketOption(descriptor, level, name, &value, sizeof(int)) == 0;

    /// <summary>Since Linux 4.18.</summary>
    public static bool HasSegments(int descriptor)
    {
        int value = 0;
        uint length = sizeof(int);
        return GetSocketOption(descriptor, UdpLevel, UdpSegment, &value, &length) == 0;
    }

    /// <summary>Bytes allocated to a socket's two queues, overhead included, as the kernel charges them against its buffers.</summary>
    public static bool TryReadMemory(int descriptor, out long receiveBytes, out long sendBytes)
    {
        uint* values = stackalloc uint[MemoryFields];
        uint length = MemoryFields * sizeof(uint);
        bool read = GetSocketOption(descriptor, SocketLevel, MemoryInfo, values, &length) == 0 && length > SendAllocated * sizeof(uint);
        receiveBytes = read ? values[ReceiveAllocated] : 0;
        sendBytes = read ? values[SendAllocated] : 0;
        return read;
    }

    [DllImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static extern int GetSocketOption(int descriptor, int level, int name, void* value, uint* length);

    [DllImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static extern int ReceiveMany(int descriptor, MessageHeader* messages, uint count, int flags, void* timeout);

    [DllImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static extern int SendMany(int descriptor, MessageHeader* messages, uint count, int flags);

    [DllImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static extern nint SendTo(int descriptor, byte* bytes, nuint length, int flags, byte* address, uint addressLength);

    [DllImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static extern int SetSocketOption(int descriptor, int level, int name, void* value, uint length);

    /// <summary><c>struct iovec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Vector
    {
        public byte* Base;
        public nuint Length;
    }

    /// <summary><c>struct mmsghdr</c>: a <c>msghdr</c> of 56 bytes and the length of the datagram, 64 in all.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    public struct MessageHeader
    {
        [FieldOffset(0)]
        public byte* Name;

        [FieldOffset(8)]
        public uint NameLength;

        [FieldOffset(16)]
        public Vector* Vectors;

        [FieldOffset(24)]
        public nuint VectorCount;

        [FieldOffset(32)]
        public byte* Control;

        [FieldOffset(40)]
        public nuint ControlLength;

        [FieldOffset(48)]
        public int Flags;

        [FieldOffset(56)]
        public uint Length;
    }
}
#endif
