using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// A bot's own UDP socket, connected to the server, so that the kernel looks its route up once and not per datagram. It is asked only as often as it was told to be, and on Linux for two
/// datagrams in one call: a bot is sent one per tick, and the second that is not there says that it need not ask again. All bots of a thread share the buffers of one <see cref="SocketBatch"/>. On Linux the
/// kernel stamps what arrives at those who time it: what a datagram waited here until its bot came to look is known, and nobody mistakes it for the server's or the network's doing.
/// </summary>
internal sealed unsafe partial class BotSocket : IDatagramSocket, IArrivalTimes
{
    private const int DontWait = 0x40;           // MSG_DONTWAIT
    private const int SocketLevel = 1;           // SOL_SOCKET
    private const int StampArrivals = 35;        // SO_TIMESTAMPNS, and the type of the stamp
    private const int ControlBytes = 64;         // room for a stamp: header 16, timespec 16
    private const int DatagramsAtOnce = SocketBatch.DatagramsAtOnce;
    private const int SlotBytes = SocketBatch.SlotBytes;

    private static readonly bool s_isLinux = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is (Architecture.X64 or Architecture.Arm64);
    private static readonly nint s_receiveMessages = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 299 : 243;   // recvmmsg
    private static readonly nint s_sendTo = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 44 : 206;             // sendto

    private readonly IPEndPoint _remote;
    private readonly Endpoint _server;
    private Socket _socket;
    private int _descriptor;
    private readonly SocketBatch _batch;
    private readonly bool _isTimed;
    private long _arrivedUtcTicks;   // of the last datagram; 0: not known
    private Received _first;
    private Received _second;
    private int _place;              // in the batch, where both are
    private int _heldCount;
    private int _takenCount;         // of those held

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
        if (_takenCount == _heldCount) Fill(SocketBatch.PlaceOfOne);
        if (_takenCount == _heldCount) return false;
        Received received = _takenCount == 0 ? _first : _second;
        _arrivedUtcTicks = received.ArrivedUtcTicks;
        datagram = _batch.Slot(_place, _takenCount++)[..received.Length];
        return true;
    }

    /// <summary>Asks the kernel now, for <see cref="TryReceive"/> soon: while one bot after the other asks, the kernel's code and data stay in the processor's cache.</summary>
    /// <param name="place">In the batch: 0 up to <see cref="SocketBatch.Places"/>.</param>
    public void ReadAhead(int place)
    {
        if (_takenCount == _heldCount) Fill(place);
    }

    public long WaitedNs(Timestamp now) => _arrivedUtcTicks == 0 ? 0 : Math.Max(0, (now.UtcTicks - _arrivedUtcTicks) * 100);

    /// <summary>Fetches what a frame reads and writes here; see <see cref="CacheLine"/>.</summary>
    public void Prefetch()
    {
        CacheLine.Fetch(ref _descriptor);
        CacheLine.Fetch(in _batch);
        CacheLine.Fetch(ref _takenCount);
    }

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
        _takenCount = 0;
        _heldCount = 0;
        if (ReadsLeft == 0) return;
        int asked = Math.Min(DatagramsAtOnce, ReadsLeft);
        _place = place;
        _heldCount = Math.Max(0, s_isLinux ? ReceiveStamped(asked) : ReceiveOne());
        ReadsLeft = _heldCount < asked ? 0 : ReadsLeft - _heldCount;
    }

    private int ReceiveOne()
    {
        int length = _socket.Receive(_batch.Slot(_place, 0), SocketFlags.None, out SocketError error);
        _first = new Received(error == SocketError.MessageSize ? SlotBytes : length, 0);
        return error is SocketError.Success or SocketError.MessageSize ? 1 : 0;
    }

    // Takes up to two datagrams: how many there were. The echo of an unreachable port counts as none.
    private int ReceiveStamped(int most)
    {
        byte* control = stackalloc byte[DatagramsAtOnce * ControlBytes];
        Segment* segments = stackalloc Segment[DatagramsAtOnce];
        Message* messages = stackalloc Message[DatagramsAtOnce];
        for (int i = 0; i < most; i++)
        {
            segments[i] = new Segment { Bytes = _batch.AddressOf(_place, i), Length = SlotBytes };
            messages[i] = new Message(&segments[i], _isTimed ? control + (i * ControlBytes) : null);
        }

        int count = (int)SystemCall(s_receiveMessages, _descriptor, messages, most, DontWait, 0, 0);
        if (count > 0) _first = ReadStamp(messages[0]);
        if (count > 1) _second = ReadStamp(messages[1]);
        return count;
    }

    private static Received ReadStamp(in Message message)
    {
        // cmsghdr: length 8 bytes | level 4 | type 4; then the timespec.
        int* control = (int*)message.Control;
        bool isStamped = message.ControlLength >= 32 && control[2] == SocketLevel && control[3] == StampArrivals;
        long* stamp = (long*)(control + 4);
        return new Received((int)message.Length, isStamped ? DateTime.UnixEpoch.Ticks + (stamp[0] * TimeSpan.TicksPerSecond) + (stamp[1] / 100) : 0);
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

    /// <param name="Length">In bytes.</param>
    /// <param name="ArrivedUtcTicks">When the kernel had it; 0: not known.</param>
    private readonly record struct Received(int Length, long ArrivedUtcTicks);

    /// <summary><c>struct mmsghdr</c> of 64-bit Linux: a <c>msghdr</c>, and the length received.</summary>
    private struct Message(Segment* segment, byte* control)
    {
        public void* Name = null;
        public uint NameLength = 0;
        public Segment* Segments = segment;
        public nint SegmentCount = 1;
        public byte* Control = control;
        public nint ControlLength = control == null ? 0 : ControlBytes;
        public long Flags = 0;   // an int, and padding
        public uint Length = 0;
    }
}
