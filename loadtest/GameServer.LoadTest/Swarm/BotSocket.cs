using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// A bot's own UDP socket, connected to the server, so that the kernel looks its route up once and not per datagram. It is asked only as often as it was told to be: a call that finds nothing
/// costs nearly as much as one that finds something. All bots of a thread share the buffers of one <see cref="SocketBatch"/>. On Linux the
/// kernel stamps what arrives at those who time it: what a datagram waited here until its bot came to look is known, and nobody mistakes it for the server's or the network's doing.
/// </summary>
internal sealed unsafe partial class BotSocket : IDatagramSocket, IArrivalTimes
{
    public const int ObjectBytes = 120;

    private const int DontWait = 0x40;           // MSG_DONTWAIT
    private const int SocketLevel = 1;           // SOL_SOCKET
    private const int StampArrivals = 35;        // SO_TIMESTAMPNS, and the type of the stamp
    private const int ControlBytes = 64;         // room for a stamp: header 16, timespec 16
    private const int SlotBytes = SocketBatch.SlotBytes;

    private static readonly bool s_isLinux = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is (Architecture.X64 or Architecture.Arm64);
    private static readonly bool s_isX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly nint s_receiveFrom = s_isX64 ? 45 : 207;      // recvfrom
    private static readonly nint s_receiveMessage = s_isX64 ? 47 : 212;   // recvmsg
    private static readonly nint s_sendTo = s_isX64 ? 44 : 206;           // sendto

    private readonly IPEndPoint _remote;
    private readonly Endpoint _server;
    private Socket _socket;
    private int _descriptor;
    private readonly SocketBatch _batch;
    private readonly bool _isTimed;
    private long _arrivedUtcTicks;   // of the last datagram; 0: not known
    private int _place;              // in the batch, where the datagram is that was read ahead
    private int _length;
    private bool _isHeld;

    private BotSocket(Socket socket, IPEndPoint server, SocketBatch batch, bool isTimed)
    {
        _socket = socket;
        _remote = server;
        _descriptor = (int)socket.Handle;
        _server = Endpoint.From(server);
        _batch = batch;
        _isTimed = isTimed;
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

    /// <summary>Opens a socket on a port of its own.</summary>
    /// <param name="server">All that it will ever talk to.</param>
    /// <param name="batch">Shared by the sockets of one thread.</param>
    /// <param name="isTimed">Whether to ask the kernel when datagrams arrived, which costs a bot a hundredth of its time.</param>
    public static BotSocket Open(IPEndPoint server, SocketBatch batch, bool isTimed = false) => new(Connected(server, isTimed), server, batch, isTimed);

    /// <summary>Goes on from another port, as behind a NAT that forgot this one; the new <see cref="Handle"/>. What waited at the old one is lost.</summary>
    public int Reopen()
    {
        Socket next = Connected(_remote, _isTimed);
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
        if (!_isHeld) Fill(SocketBatch.PlaceOfOne);
        if (!_isHeld) return false;
        _isHeld = false;
        datagram = _batch.Slot(_place)[.._length];
        return true;
    }

    /// <summary>Asks the kernel now, for <see cref="TryReceive"/> soon: while one bot after the other asks, the kernel's code and data stay in the processor's cache.</summary>
    /// <param name="place">In the batch: 0 up to <see cref="SocketBatch.Places"/>.</param>
    public void ReadAhead(int place)
    {
        if (!_isHeld) Fill(place);
    }

    public long WaitedNs(Timestamp now) => _arrivedUtcTicks == 0 ? 0 : Math.Max(0, (now.UtcTicks - _arrivedUtcTicks) * 100);

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        if (!_batch.TryHold(this, datagram)) SendNow(datagram);
    }

    /// <summary>Gives a datagram to the kernel.</summary>
    public void SendNow(ReadOnlySpan<byte> datagram)
    {
        if (!TrySend(datagram)) SendFailures++;
    }

    public void Flush()
    {
        // Every datagram left when it was sent, or leaves with the batch.
    }

    public void Dispose() => _socket.Dispose();

    private static Socket Connected(IPEndPoint server, bool isTimed)
    {
        Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Blocking = false;
            socket.Connect(server);
            if (s_isLinux && isTimed) socket.SetRawSocketOption(SocketLevel, StampArrivals, [1, 0, 0, 0]);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Fill(int place)
    {
        if (ReadsLeft == 0) return;
        _place = place;
        _length = s_isLinux ? _isTimed ? ReceiveStamped() : ReceiveBare() : ReceivePortably();
        _isHeld = _length >= 0;
        ReadsLeft = _isHeld ? ReadsLeft - 1 : 0;
    }

    // The echo of an unreachable port counts as nothing, as in the two below.
    private int ReceivePortably()
    {
        int length = _socket.Receive(_batch.Slot(_place), SocketFlags.None, out SocketError error);
        if (error == SocketError.MessageSize) return SlotBytes;
        return error == SocketError.Success ? length : -1;
    }

    private int ReceiveBare() => (int)SystemCall(s_receiveFrom, _descriptor, _batch.AddressOf(_place), SlotBytes, DontWait, 0, 0);

    private int ReceiveStamped()
    {
        // cmsghdr: length 8 bytes | level 4 | type 4; then the timespec.
        byte* control = stackalloc byte[ControlBytes];
        Segment segment = new() { Bytes = _batch.AddressOf(_place), Length = SlotBytes };
        Message message = new(&segment, control);
        int length = (int)SystemCall(s_receiveMessage, _descriptor, &message, DontWait, 0, 0, 0);
        int* header = (int*)control;
        long* stamp = (long*)(control + 16);
        bool isStamped = length >= 0 && message.ControlLength >= 32 && header[2] == SocketLevel && header[3] == StampArrivals;
        _arrivedUtcTicks = isStamped ? DateTime.UnixEpoch.Ticks + (stamp[0] * TimeSpan.TicksPerSecond) + (stamp[1] / 100) : 0;
        return length;
    }

    private bool TrySend(ReadOnlySpan<byte> datagram)
    {
        if (!s_isLinux) return _socket.Send(datagram, SocketFlags.None, out SocketError error) == datagram.Length && error == SocketError.Success;
        fixed (byte* bytes = datagram) return SystemCall(s_sendTo, _descriptor, bytes, datagram.Length, DontWait, 0, 0) == datagram.Length;
    }

    // The bare system call: the library's own functions first make it a point where their thread can be cancelled. It never waits, so the collector may.
    [LibraryImport("libc", EntryPoint = "syscall"), SuppressGCTransition]
    private static partial nint SystemCall(nint number, nint descriptor, void* first, nint second, nint third, nint fourth, nint fifth);

    /// <summary><c>struct iovec</c>.</summary>
    private struct Segment
    {
        public byte* Bytes;
        public nint Length;
    }

    /// <summary><c>struct msghdr</c> of 64-bit Linux.</summary>
    private struct Message(Segment* segment, byte* control)
    {
        public void* Name = null;
        public uint NameLength = 0;
        public Segment* Segments = segment;
        public nint SegmentCount = 1;
        public byte* Control = control;
        public nint ControlLength = ControlBytes;
        public long Flags = 0;   // an int, and padding
    }
}
