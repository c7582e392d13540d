using System;
using GameServer.Core;
using GameServer.Transport.Capture;
using GameServer.Transport.Channels;
using GameServer.Transport.Handshake;
using GameServer.Transport.Incoming;
using GameServer.Transport.Outgoing;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport;

/// <summary>
/// Datagrams ⇄ messages on the LiteNetLib wire, in both roles at once: it admits clients of both released lines and connects to servers. One thread owns it
/// and calls <see cref="Receive"/>, sends, and <see cref="Flush"/>; between those calls nothing happens. It never throws on what the network does.
/// </summary>
public sealed class LiteNetTransport
{
    /// <summary>What of this object to fetch before <see cref="Prefetch"/>.</summary>
    public const int ObjectBytes = 176;

    private readonly TransportOptions _options;
    private readonly IPacketLayer? _layer;
    private readonly byte[] _unwrapped;
    private readonly PeerTable _peers;
    private readonly MessageArena _arena;
    private readonly MessageSender _sender;
    private readonly PeerFlusher _flusher;
    private readonly PeerReceiver _peerReceiver;
    private readonly StrangerReceiver _strangers;
    private readonly ServerHandshake _server;
    private readonly ClientHandshake _client;
    private readonly PeerCloser _closer;
    private readonly ClosedTable _closed;
    private readonly DatagramSink _sink;
    private readonly PeerRestore _restore;
    private readonly int[] _due;
    private long _lastConnectTime;
    private long _nowNs;
    private bool _inside;

    public LiteNetTransport(TransportOptions options, IDatagramSocket socket, Prng prng, IPacketLayer? layer = null)
    {
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        bool isServer = options.AcceptsConnections;
        Socket = socket;
        _options = options;
        _layer = layer;
        _unwrapped = layer is null ? [] : new byte[TransportLimits.DatagramBytes + layer.ExtraBytes];
        ulong hashKey = prng.NextULong();
        SecretStream secrets = new(prng.NextULong(), prng.NextULong());
        BufferPool pool = new(options.PeersMax);
        _sink = new DatagramSink(socket, layer, Counters);
        _peers = new PeerTable(options.PeersMax, hashKey, pool);
        _arena = new MessageArena(isServer ? 64 * 1024 : 512);
        _due = new int[options.PeersMax];
        _closed = new ClosedTable(isServer ? 4096 : 4, hashKey);
        _sender = new MessageSender(options, _arena, pool, Counters);
        _flusher = new PeerFlusher(options, new DatagramBuilder(_sink, Counters), _arena, pool, _peers.Timers, Counters);
        _closer = new PeerCloser(options, _peers, _closed, _sink, Counters);
        PendingTable? pending = isServer ? new PendingTable(options.PendingMax, hashKey) : null;
        Admission admission = new(options, _peers, pending, isServer ? new PrefixBuckets(hashKey) : null, _closer, secrets, Counters);
        _server = new ServerHandshake(options, _peers, pending, _closed, admission, _closer, secrets, _sink, Counters);
        _client = new ClientHandshake(options, _peers, _closer, _sink, Counters);
        _restore = new PeerRestore(options, _peers, pool);
        ChannelReceiver channels = new(options, _peers, pool, _sink, Counters);
        _peerReceiver = new PeerReceiver(options, _peers, channels, _server, _client, _closer, Counters);
        _strangers = new StrangerReceiver(options, _server, _sink, Counters);
    }

    public IDatagramSocket Socket { get; }

    public TransportCounters Counters { get; } = new();

    /// <summary>Connected peers; those still asking or already closing do not count.</summary>
    public int PeerCount => _peers.ConnectedCount;

    /// <summary>Addresses that were accepted and owe the proof that they receive.</summary>
    public int PendingCount => _server.Pending?.Count ?? 0;

    /// <summary>The earliest monotonic time at which <see cref="Flush"/> may have timer work if nothing is sent or received before.</summary>
    public long NextDeadlineNs => Math.Min(_peers.Timers.NextDeadlineNs(), _server.Pending?.NextDeadlineNs() ?? long.MaxValue);

    /// <summary>Every waiting datagram → packets → handler calls.</summary>
    public void Receive(Timestamp now, ITransportHandler handler)
    {
        Enter(now);

        // A flood must not keep the caller here for ever: what is beyond this waits in the kernel, or is lost there.
        int left = 4096 + (4 * _options.PeersMax);
        int expected = 0;
        while (left-- > 0 && Socket.TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from))
        {
            if (expected-- == 0) expected = ExpectSenders(handler);
            Counters.DatagramsIn++;
            Counters.BytesIn += datagram.Length;
            if (datagram.IsEmpty || datagram.Length > TransportLimits.DatagramBytes) Counters.Drop(DropReason.DatagramSize);
            else if (_layer is null) Dispatch(datagram, from, now, handler);
            else Unwrap(datagram, from, now, handler);
        }

        _inside = false;
    }

    /// <summary>
    /// Copies and queues a message until the next <see cref="Flush"/>. False, and counted, when the peer is unknown or gone, the message too large for its
    /// method, or the peer's queue full.
    /// </summary>
    public bool Send(PeerId peer, ReadOnlySpan<byte> message, DeliveryMethod method, byte channel = 0)
    {
        if (_peers.Find(peer) is not { State: PeerState.Connected } found) return false;
        if (!_sender.TrySend(found, message, method, channel)) return false;
        _peers.MarkDirty(found);
        return true;
    }

    /// <summary>Fetches what <see cref="Send"/> needs of a peer that is sent to in a moment; see <see cref="CacheLine"/>.</summary>
    public void Expect(PeerId peer) => _peers.Expect(peer);

    /// <summary>Timers and news first, then everything each peer is owed, merged into as few datagrams as it fits.</summary>
    public void Flush(Timestamp now, ITransportHandler handler)
    {
        Enter(now);
        int dueCount = _peers.Timers.Collect(now.Nanoseconds, _due);
        for (int i = 0; i < dueCount; i++)
        {
            if (_peers.At(_due[i]) is { } peer && _client.Advance(peer, now, handler) && _closer.Advance(peer, now, handler)) _peers.MarkDirty(peer);
        }

        // From here on nobody above is called, so the list cannot grow.
        for (int i = 0; i < _peers.DirtyCount; i++)
        {
            if (i % CacheLine.ClientsAhead == 0) _peers.Prefetch(_peers.Dirty.Slice(i, Math.Min(CacheLine.ClientsAhead, _peers.DirtyCount - i)));
            if (_peers.TakeDirty(i) is not { IsEstablished: true } peer) continue;
            _flusher.Flush(peer, now);
            if (peer.State == PeerState.Draining) _closer.AdvanceDrained(peer, now.Nanoseconds);
        }

        _peers.ClearDirty();
        _arena.Clear();
        if (_options.AcceptsConnections) _server.Flush(now.Nanoseconds);
        Socket.Flush();
        _inside = false;
    }

    /// <summary>
    /// For clients, of which one thread polls many: fetches what <see cref="Receive"/> and <see cref="Flush"/> need for one connection; see <see cref="CacheLine"/>. A server's peers are
    /// fetched when their datagrams come.
    /// </summary>
    /// <param name="step">0, 1 and 2, each time for a few clients in turn; <see cref="ObjectBytes"/> of the transport itself come a step before.</param>
    public void Prefetch(int step)
    {
        switch (step)
        {
            case 0:
                CacheLine.FetchObject(Counters, TransportCounters.ObjectBytes);
                CacheLine.FetchObject(_peers, PeerTable.ObjectBytes);
                CacheLine.FetchObject(_flusher, PeerFlusher.ObjectBytes);
                CacheLine.FetchObject(_sender, MessageSender.ObjectBytes);
                CacheLine.FetchObject(_sink, DatagramSink.ObjectBytes);
                CacheLine.FetchObject(_peerReceiver, PeerReceiver.ObjectBytes);
                CacheLine.FetchObject(_arena, MessageArena.ObjectBytes);
                CacheLine.Fetch(_due, 0);
                break;
            case 1:
                _peers.Prefetch(0);
                _peerReceiver.Prefetch();
                _flusher.Prefetch(0);
                _arena.Prefetch();
                break;
            default:
                _peers.Prefetch(1);
                _flusher.Prefetch(1);
                break;
        }
    }

    /// <summary>
    /// Client role: asks the server for a connection, which <c>Connected</c> or <c>Disconnected</c> will answer. <see cref="PeerId.None"/> when every slot
    /// is taken or the address is a peer already.
    /// </summary>
    public PeerId Connect(in Endpoint server, ReadOnlySpan<byte> connectData, Timestamp now)
    {
        if (_peers.IsFull || _peers.TryFind(server, out _)) return PeerId.None;
        if (connectData.Length > TransportLimits.ConnectDataBytesMax) return PeerId.None;
        _nowNs = now.Nanoseconds;
        Peer peer = _peers.Add(server, PeerState.Outgoing, now.Nanoseconds);
        peer.Role = PeerRole.Client;
        peer.Line = _options.ConnectsAs;

        // The server tells successive connections of one address apart by time and number.
        bool remembered = _closed.TryFind(server, now.Nanoseconds, out ClosedPeer gone);
        peer.Number = remembered ? (byte)((gone.Number + 1) & (WireLine.NumberCount - 1)) : (byte)0;
        _lastConnectTime = Math.Max(_lastConnectTime + 1, now.UtcTicks);
        peer.ConnectTime = _lastConnectTime;
        peer.MtuBytes = MtuPacket.Table[0] - _sink.ExtraBytes;
        peer.AttemptData = connectData.ToArray();
        peer.AttemptDueNs = now.Nanoseconds;
        _peers.Timers.Schedule(peer.Index, now.Nanoseconds);
        return peer.Id;
    }

    /// <summary>One message to an address without a connection, at once and without any promise. False when it is too large.</summary>
    public bool SendUnconnected(in Endpoint to, ReadOnlySpan<byte> message, WireLine line = default)
    {
        if (message.Length > TransportLimits.UnreliableBytesMax - _sink.ExtraBytes) return false;
        Span<byte> packet = stackalloc byte[1 + message.Length];
        packet[0] = line.Header(PacketKind.UnconnectedMessage, 0);
        message.CopyTo(packet[1..]);
        _sink.SendPacket(packet, to);
        return true;
    }

    /// <summary>Asks now whether the other end is still there, without waiting until the next ping is due: a server that has forgotten this connection says so at once.</summary>
    public void Probe(PeerId peer)
    {
        if (_peers.Find(peer) is not { State: PeerState.Connected } found) return;
        found.PingDueNs = _nowNs;
        _peers.MarkDirty(found);
    }

    /// <summary>
    /// Goodbye: nothing more is received, reliable messages queued before are delivered first, then the other side is told, with up to 900 bytes of data.
    /// </summary>
    public void Disconnect(PeerId peer, ReadOnlySpan<byte> data = default)
    {
        if (_peers.Find(peer) is { } found) _closer.Begin(found, data, _nowNs);
    }

    /// <summary>
    /// The whole connection as bytes, to be carried on by another instance with <see cref="TryRestore"/>; taken right after a <see cref="Flush"/>, because
    /// what was sent but not flushed and may be lost is not part of it. Empty when the peer is unknown or not connected yet. This instance keeps the
    /// connection until <see cref="Release"/>.
    /// </summary>
    public byte[] Capture(PeerId peer, Timestamp now) =>
        _peers.Find(peer) is { State: not PeerState.Outgoing } found ? PeerCapture.Write(found, now.Nanoseconds) : [];

    /// <summary>
    /// Carries on a captured connection over this instance's socket, which must be reachable at the same address; neither side notices, and no
    /// <c>Connected</c> is raised. False when the bytes are not a connection, the address is a peer already, or every slot is taken.
    /// </summary>
    public bool TryRestore(ReadOnlySpan<byte> state, Timestamp now, out PeerId peer)
    {
        Peer? restored = _restore.TryRead(state, now.Nanoseconds);
        peer = restored?.Id ?? PeerId.None;
        if (restored is null) return false;
        _peers.Timers.Schedule(restored.Index, now.Nanoseconds);
        _peers.MarkDirty(restored);
        return true;
    }

    /// <summary>Forgets a connection without a word to either side: another instance has it now.</summary>
    public void Release(PeerId peer)
    {
        if (_peers.Find(peer) is { } found) _peers.Remove(found, _nowNs);
    }

    public bool IsConnected(PeerId peer) => _peers.Find(peer) is { State: PeerState.Connected };

    /// <summary>The default endpoint when the peer is gone.</summary>
    public Endpoint EndpointOf(PeerId peer) => _peers.Find(peer)?.Endpoint ?? default;

    /// <summary>Smoothed round-trip time; 0 before the first sample.</summary>
    public int RttMsOf(PeerId peer) => (int)((_peers.Find(peer)?.Rtt.SmoothedNs ?? 0) / Timestamp.NanosecondsPerMillisecond);

    /// <summary>How a connection is doing; false when the peer is gone.</summary>
    public bool TryRead(PeerId id, out PeerReport report)
    {
        report = default;
        if (_peers.Find(id) is not { } peer) return false;
        report = new PeerReport(peer.Endpoint, RttMsOf(id), peer.BytesIn, peer.BytesOut, peer.QueuedPackets, peer.QueuedBytes, peer.MtuBytes, peer.LastReceivedNs);
        return true;
    }

    /// <summary>The other side's UTC minus ours in 100 ns ticks, from its pongs; 0 before the first.</summary>
    public long RemoteUtcOffsetTicks(PeerId peer) => _peers.Find(peer)?.RemoteUtcOffsetTicks ?? 0;

    /// <summary>Largest unreliable message the peer's path is known to carry.</summary>
    public int UnreliableBytesMaxOf(PeerId peer) => (_peers.Find(peer)?.MtuBytes ?? TransportLimits.MtuStartBytes) - 1;

    private void Enter(Timestamp now)
    {
        Check.That(!_inside);
        _inside = true;
        _nowNs = now.Nanoseconds;
    }

    /// <summary>Fetches what the next few datagrams will need; see <see cref="CacheLine"/>.</summary>
    /// <returns>How many datagrams that was.</returns>
    private int ExpectSenders(ITransportHandler handler)
    {
        Span<int> indexes = stackalloc int[CacheLine.ClientsAhead];
        int count = 0;
        int known = 0;
        for (; count < CacheLine.ClientsAhead && Socket.TryPeek(count, out Endpoint from); count++)
        {
            if (_peers.TryFindIndex(from, out int index)) indexes[known++] = index;
        }

        if (known == 0) return count;
        _peers.Prefetch(indexes[..known]);
        handler.Expect(indexes[..known]);
        return count;
    }

    private void Unwrap(ReadOnlySpan<byte> datagram, in Endpoint from, Timestamp now, ITransportHandler handler)
    {
        Span<byte> copy = _unwrapped.AsSpan(0, datagram.Length);
        datagram.CopyTo(copy);
        if (_layer!.TryUnwrap(copy, from, out Span<byte> plain) && !plain.IsEmpty) Dispatch(plain, from, now, handler);
        else Counters.Drop(DropReason.Layer);
    }

    private void Dispatch(ReadOnlySpan<byte> datagram, in Endpoint from, Timestamp now, ITransportHandler handler)
    {
        if (_peers.TryFind(from, out Peer peer))
        {
            _peerReceiver.Receive(peer, datagram, now, handler);
            return;
        }

        _strangers.Receive(from, datagram, now, handler);

        // The proof came merged with the first messages: now that the address is a peer they count.
        if (!_peers.TryFind(from, out peer) || !peer.Line.TryReadKind(datagram, out PacketKind kind) || kind != PacketKind.Merged) return;
        _peerReceiver.Receive(peer, datagram, now, handler);
    }
}
