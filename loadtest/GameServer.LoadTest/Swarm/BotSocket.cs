using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// A bot's own UDP socket, connected to the server, so that the kernel looks its route up once and not per datagram. It is asked only as often as it was told to be. All bots of a
/// thread receive into one buffer, which stays in the processor's cache where thousands would not. On Linux the kernel stamps what arrives: what a datagram waited here until its
/// bot came to look is known, and nobody mistakes it for the server's or the network's doing.
/// </summary>
internal sealed unsafe partial class BotSocket : IDatagramSocket, IArrivalTimes
{
    private const int DontWait = 0x40;           // MSG_DONTWAIT
    private const int SocketLevel = 1;           // SOL_SOCKET
    private const int StampArrivals = 35;        // SO_TIMESTAMPNS, and the type of the stamp
    private const int ControlBytes = 64;         // room for a stamp: header 16, timespec 16

    private static readonly bool s_isLinux = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    private readonly IPEndPoint _remote;
    private readonly Endpoint _server;
    private Socket _socket;
    private int _descriptor;
    private readonly byte[] _buffer;
    private long _arrivedUtcTicks;   // of the last datagram; 0: not known

    private BotSocket(Socket socket, IPEndPoint server, byte[] buffer)
    {
        _socket = socket;
        _remote = server;
        _descriptor = (int)socket.Handle;
        _server = Endpoint.From(server);
        _buffer = buffer;
        LocalEndpoint = Endpoint.From((IPEndPoint)socket.LocalEndPoint!);
    }

    /// <summary>How many datagrams may be asked for; 0 once the socket was found empty.</summary>
    public int ReadsLeft { get; set; }

    public Endpoint LocalEndpoint { get; private set; }

    /// <summary>All that it ever talks to.</summary>
    public Endpoint ServerEndpoint => _server;

    public int Handle => _descriptor;

    /// <summary>Datagrams the kernel refused to send.</summary>
    public long SendFailures { get; private set; }

    /// <summary>What <see cref="Open"/> wants of a buffer: one byte more than a datagram may have, so that a longer one is seen to be longer.</summary>
    public static byte[] NewBuffer() => GC.AllocateArray<byte>(TransportLimits.DatagramBytes + 1, pinned: true);

    /// <summary>Opens a socket on a port of its own.</summary>
    /// <param name="server">All that it will ever talk to.</param>
    /// <param name="buffer">From <see cref="NewBuffer"/>; shared by the sockets of one thread.</param>
    public static BotSocket Open(IPEndPoint server, byte[] buffer)
    {
        return new BotSocket(Connected(server), server, buffer);
    }

    /// <summary>Goes on from another port, as behind a NAT that forgot this one; the new <see cref="Handle"/>. What waited at the old one is lost.</summary>
    public int Reopen()
    {
        Socket next = Connected(_remote);
        _socket.Dispose();
        _socket = next;
        _descriptor = (int)next.Handle;
        LocalEndpoint = Endpoint.From((IPEndPoint)next.LocalEndPoint!);
        return _descriptor;
    }

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)
    {
        datagram = default;
        from = _server;
        if (ReadsLeft == 0) return false;
        int length = Receive();
        ReadsLeft = length < 0 ? 0 : ReadsLeft - 1;
        if (length < 0) return false;
        datagram = _buffer.AsSpan(0, length);
        return true;
    }

    public long WaitedNs(Timestamp now) => _arrivedUtcTicks == 0 ? 0 : Math.Max(0, (now.UtcTicks - _arrivedUtcTicks) * 100);

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        if (!TrySend(datagram)) SendFailures++;
    }

    public void Flush()
    {
        // Every datagram left when it was sent.
    }

    public void Dispose() => _socket.Dispose();

    private static Socket Connected(IPEndPoint server)
    {
        Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Blocking = false;
            socket.Connect(server);
            if (s_isLinux) socket.SetRawSocketOption(SocketLevel, StampArrivals, [1, 0, 0, 0]);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Length of the next datagram; −1 when there is none, or the echo of an unreachable port.</summary>
    private int Receive()
    {
        if (s_isLinux) return ReceiveStamped();
        int length = _socket.Receive(_buffer, SocketFlags.None, out SocketError error);
        return error switch
        {
            SocketError.Success => length,
            SocketError.MessageSize => _buffer.Length,
            _ => -1,
        };
    }

    private int ReceiveStamped()
    {
        byte* control = stackalloc byte[ControlBytes];
        Segment segment = new() { Bytes = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0), Length = _buffer.Length };
        Message message = new() { Segments = &segment, SegmentCount = 1, Control = control, ControlLength = ControlBytes };
        int length = (int)ReceiveMessage(_descriptor, &message, DontWait);
        if (length < 0) return length;

        // cmsghdr: length 8 bytes | level 4 | type 4; then the timespec.
        bool isStamped = message.ControlLength >= 32 && ((int*)control)[2] == SocketLevel && ((int*)control)[3] == StampArrivals;
        long* stamp = (long*)(control + 16);
        _arrivedUtcTicks = isStamped ? DateTime.UnixEpoch.Ticks + (stamp[0] * TimeSpan.TicksPerSecond) + (stamp[1] / 100) : 0;
        return length;
    }

    private bool TrySend(ReadOnlySpan<byte> datagram)
    {
        if (!s_isLinux) return _socket.Send(datagram, SocketFlags.None, out SocketError error) == datagram.Length && error == SocketError.Success;
        fixed (byte* bytes = datagram) return SendDatagram(_descriptor, bytes, datagram.Length, DontWait) == datagram.Length;
    }

    [LibraryImport("libc", EntryPoint = "recvmsg")]
    private static partial nint ReceiveMessage(int descriptor, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint SendDatagram(int descriptor, byte* bytes, nint length, int flags);

    /// <summary><c>struct iovec</c>.</summary>
    private struct Segment
    {
        public byte* Bytes;
        public nint Length;
    }

    /// <summary><c>struct msghdr</c> of 64-bit Linux.</summary>
    private struct Message
    {
        public void* Name;
        public uint NameLength;
        public Segment* Segments;
        public nint SegmentCount;
        public byte* Control;
        public nint ControlLength;
        public int Flags;
    }
}
