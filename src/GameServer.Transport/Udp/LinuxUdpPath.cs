#if NET
using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GameServer.Transport.Udp;

/// <summary>
/// <c>recvmmsg</c> and <c>sendmmsg</c> over pinned slabs: no allocation, no lock and no copy by the runtime per datagram. Datagrams in a row for one
/// address, of one size but for a shorter last, travel the kernel as one and are cut apart at the end of its path (GSO). With few slots (a bot) sends leave
/// at once by <c>sendto</c> instead.
/// </summary>
internal sealed unsafe class LinuxUdpPath : IUdpPath
{
    private const int GatheringSlotsMin = 8;

    private readonly Socket _socket;
    private readonly int _descriptor;
    private readonly bool _isIPv6;
    private readonly LinuxBatch _receive;
    private readonly LinuxBatch? _send;
    private bool _segments;
    private int _messageCount;
    private int _segmentBytes;
    private int _segmentCount;
    private bool _segmentsClosed;
    private Endpoint _lastTo;
    private int _received;
    private int _taken;
    private int _queued;
    private bool _drained;

    public LinuxUdpPath(Socket socket, UdpSocketOptions options)
    {
        _socket = socket;
        _descriptor = (int)socket.Handle;
        _isIPv6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        bool gathers = options.BatchSlots >= GatheringSlotsMin;
        bool countsDrops = gathers && LinuxUdp.SetOption(_descriptor, LinuxUdp.SocketLevel, LinuxUdp.DropCounter, 1);
        _receive = new LinuxBatch(Math.Max(options.BatchSlots, 1), _isIPv6, countsDrops);
        _send = gathers ? new LinuxBatch(options.BatchSlots, _isIPv6, hasControl: true) : null;
        _segments = gathers && options.Segments && LinuxUdp.HasSegments(_descriptor);
    }

    public bool IsBatched => true;

    public long KernelDrops { get; private set; }

    public long SendFailures { get; private set; }

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)
    {
        datagram = default;
        from = default;
        if (_taken == _received && !TryFill()) return false;
        int slot = _taken++;
        ref LinuxUdp.MessageHeader message = ref _receive.Messages[slot];
        datagram = new ReadOnlySpan<byte>(_receive.SlotOf(slot), (int)message.Length);
        return TryReadAddress(slot, out from);
    }

    public bool TryPeek(int ahead, out Endpoint from)
    {
        from = default;
        return _taken + ahead < _received && TryReadAddress(_taken + ahead, out from);
    }

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        if (_send is null)
        {
            SendNow(datagram, to);
            return;
        }

        if (_queued == _send.Count) Flush();
        int slot = _queued;
        bool joins = _segments && _messageCount > 0 && !_segmentsClosed && datagram.Length <= _segmentBytes && _segmentCount < LinuxUdp.SegmentsMax && _lastTo == to;
        if (!joins && !TryOpenMessage(slot, datagram.Length, to))
        {
            SendFailures++;
            return;
        }

        datagram.CopyTo(new Span<byte>(_send.SlotOf(slot), LinuxBatch.SlotBytes));
        _send.Vectors[slot].Length = (nuint)datagram.Length;
        _queued++;
        if (!joins) return;
        _segmentsClosed = datagram.Length < _segmentBytes;
        _send.AddSegment(_messageCount - 1, ++_segmentCount, _segmentBytes);
    }

    public void Flush()
    {
        if (_send is null || _queued == 0) return;
        int sent = 0;
        while (sent < _messageCount)
        {
            int result = LinuxUdp.SendMany(_descriptor, _send.Messages + sent, (uint)(_messageCount - sent), LinuxUdp.DontWait);
            if (result > 0)
            {
                sent += result;
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == LinuxUdp.ErrorInterrupted) continue;

            // The first message of the rest failed: an ICMP error of an earlier one, an unreachable network, a full buffer. It is lost, the others still go.
            // Where it was the segments that the way out cannot do, its datagrams go one by one, and so do all later ones.
            if (_send.Messages[sent].VectorCount > 1 && error is LinuxUdp.ErrorInput or LinuxUdp.ErrorInvalid) SendOneByOne(sent);
            else SendFailures++;
            sent++;
        }

        _queued = _messageCount = 0;
        GC.KeepAlive(_socket);
    }

    private bool TryReadAddress(int slot, out Endpoint from)
    {
        int length = (int)Math.Min(_receive.Messages[slot].NameLength, (uint)_receive.AddressLength);
        return SocketAddressCodec.TryRead(_receive.AddressSpanOf(slot)[..length], _isIPv6, out from);
    }

    private bool TryOpenMessage(int slot, int length, in Endpoint to)
    {
        if (length > LinuxBatch.SlotBytes || SocketAddressCodec.WriteAfterFamily(_send!.AddressSpanOf(slot), _isIPv6, to) == 0) return false;
        _send.OpenMessage(_messageCount++, slot);
        _segmentBytes = length;
        _segmentCount = 1;
        _segmentsClosed = length == 0;
        _lastTo = to;
        return true;
    }

    private void SendOneByOne(int message)
    {
        _segments = false;
        ref LinuxUdp.MessageHeader header = ref _send!.Messages[message];
        for (nuint i = 0; i < header.VectorCount; i++)
        {
            LinuxUdp.Vector vector = header.Vectors[i];
            if (LinuxUdp.SendTo(_descriptor, vector.Base, vector.Length, LinuxUdp.DontWait, header.Name, header.NameLength) < 0) SendFailures++;
        }
    }

    private bool TryFill()
    {
        // A short batch said that the kernel has no more; asking again at once would be a wasted call.
        if (_drained)
        {
            _drained = false;
            return false;
        }

        int count = _receive.Count;
        for (int i = 0; i < count; i++) _receive.Rearm(i);
        _taken = _received = 0;
        for (int attempt = 0; attempt < 16; attempt++)
        {
            int result = LinuxUdp.ReceiveMany(_descriptor, _receive.Messages, (uint)count, LinuxUdp.DontWait, null);
            if (result > 0)
            {
                _received = result;
                _drained = result < count;
                ReadDropCounter(result - 1);
                GC.KeepAlive(_socket);
                return true;
            }

            // Anything but "empty" is the echo of somebody's unreachable port, reported once each.
            if (Marshal.GetLastPInvokeError() == LinuxUdp.ErrorAgain) return false;
        }

        return false;
    }

    // struct cmsghdr { size_t len; int level; int type; } and the kernel's running count of drops.
    private void ReadDropCounter(int last)
    {
        ref LinuxUdp.MessageHeader message = ref _receive.Messages[last];
        if (message.Control == null || message.ControlLength < 20) return;
        if (*(int*)(message.Control + 8) == LinuxUdp.SocketLevel && *(int*)(message.Control + 12) == LinuxUdp.DropCounter) KernelDrops = *(uint*)(message.Control + 16);
    }

    private void SendNow(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        byte* address = stackalloc byte[32];
        *(ushort*)address = _isIPv6 ? (ushort)LinuxUdp.FamilyIPv6 : (ushort)LinuxUdp.FamilyIPv4;
        int length = SocketAddressCodec.WriteAfterFamily(new Span<byte>(address, 32), _isIPv6, to);
        if (length == 0)
        {
            SendFailures++;
            return;
        }

        fixed (byte* bytes = datagram)
        {
            if (LinuxUdp.SendTo(_descriptor, bytes, (nuint)datagram.Length, LinuxUdp.DontWait, address, (uint)length) < 0) SendFailures++;
        }

        GC.KeepAlive(_socket);
    }
}
#endif
