using System;
using GameServer.Core;
using GameServer.Transport.Handshake;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Incoming;

/// <summary>
/// A datagram from the address of a peer: size and number checks, merged datagrams taken apart, packets of an established connection to the channels,
/// everything about the connection itself to the handshake. Hostile bytes end in a drop counter, never in an exception.
/// </summary>
internal sealed class PeerReceiver(
    TransportOptions options, PeerTable peers, ChannelReceiver channels, ServerHandshake server, ClientHandshake client, PeerCloser closer,
    TransportCounters counters)
{
    public const int ObjectBytes = 64;

    /// <summary>See <see cref="LiteNetTransport.Prefetch"/>.</summary>
    public void Prefetch() => CacheLine.FetchObject(channels, ChannelReceiver.ObjectBytes);

    public void Receive(Peer peer, ReadOnlySpan<byte> datagram, Timestamp now, ITransportHandler handler)
    {
        peer.BytesIn += datagram.Length;

        // A request of either line may come from a known address: a client that restarted, perhaps with another version.
        if (ConnectRequestPacket.TryRead(datagram, out ConnectRequestPacket request))
        {
            counters.PacketsIn++;
            server.HandleRequestFromPeer(peer, request, datagram.Length, now, handler);
            return;
        }

        if (!peer.Line.TryReadKind(datagram, out PacketKind kind))
        {
            counters.Drop(DropReason.Malformed);
            return;
        }

        if (WireLine.NumberOf(datagram[0]) != peer.Number && !IgnoresNumber(kind))
        {
            if (!server.TryHandlePendingOf(peer, datagram, now, handler)) counters.Drop(DropReason.WrongNumber);
            return;
        }

        if (kind != PacketKind.Merged)
        {
            int pingsLeft = 1;
            HandlePacket(peer, kind, datagram, ref pingsLeft, now, handler);
            return;
        }

        HandleMerged(peer, datagram[1..], now, handler);
    }

    // Connection-less answers always carry 0, and so does every stock MTU probe.
    private static bool IgnoresNumber(PacketKind kind) => kind is PacketKind.ConnectAccept or PacketKind.ShutdownOk
        or PacketKind.PeerNotFound or PacketKind.InvalidProtocol or PacketKind.MtuCheck or PacketKind.MtuOk
        or PacketKind.UnconnectedMessage or PacketKind.Broadcast;

    private void HandleMerged(Peer peer, ReadOnlySpan<byte> body, Timestamp now, ITransportHandler handler)
    {
        int generation = peer.Generation;
        int packetsLeft = options.MergedPacketsMax;
        int pingsLeft = 1;
        MergedReader reader = new(body);
        while (reader.TryRead(out ReadOnlySpan<byte> packet) && !packet.IsEmpty)
        {
            if (packetsLeft-- == 0)
            {
                counters.Drop(DropReason.MergeFlood);
                return;
            }

            if (!peer.Line.TryReadKind(packet, out PacketKind kind))
            {
                counters.Drop(DropReason.Malformed);
                return;
            }

            if (kind == PacketKind.Merged)
            {
                counters.Drop(DropReason.NestedMerge);
                return;
            }

            if (WireLine.NumberOf(packet[0]) != peer.Number)
            {
                counters.Drop(DropReason.WrongNumber);
                continue;
            }

            HandlePacket(peer, kind, packet, ref pingsLeft, now, handler);
            if (peer.Generation != generation || peer.State == PeerState.Free) return;
        }
    }

    private void HandlePacket(Peer peer, PacketKind kind, ReadOnlySpan<byte> packet, ref int pingsLeft, Timestamp now, ITransportHandler handler)
    {
        counters.PacketsIn++;
        switch (kind)
        {
            case PacketKind.Unreliable when peer.IsEstablished:
                Touch(peer, now);
                channels.ReceiveUnreliable(peer, packet, handler);
                return;
            case PacketKind.Channeled or PacketKind.ReliableMerged when peer.IsEstablished:
                Touch(peer, now);
                if (channels.Receive(peer, kind, packet, handler)) return;
                closer.Close(peer, DisconnectReason.LimitExceeded, default, now, handler);
                return;
            case PacketKind.Ack when peer.IsEstablished:
                Touch(peer, now);
                channels.ReceiveAck(peer, packet, now);
                return;
            case PacketKind.Ping when peer.IsEstablished:
                Touch(peer, now);
                ReceivePing(peer, packet, ref pingsLeft);
                return;
            case PacketKind.Pong when peer.IsEstablished:
                Touch(peer, now);
                ReceivePong(peer, packet, now);
                return;
            case PacketKind.MtuCheck or PacketKind.MtuOk when peer.IsEstablished:
                ReceiveMtu(peer, kind, packet);
                return;
            case PacketKind.Empty:
                return;
            case PacketKind.UnconnectedMessage when options.AcceptsUnconnected:
            case PacketKind.Broadcast when options.AcceptsBroadcasts:
                handler.UnconnectedReceived(peer.Endpoint, packet[1..]);
                return;
            case PacketKind.ConnectAccept:
                client.HandleAccept(peer, packet, now, handler);
                return;
            case PacketKind.InvalidProtocol:
                client.HandleInvalidProtocol(peer, now, handler);
                return;
            case PacketKind.PeerNotFound:
                client.HandlePeerNotFound(peer, packet, now, handler);
                return;
            case PacketKind.Disconnect when client.TryAnswerChallenge(peer, packet):
                return;
            case PacketKind.Disconnect:
                closer.HandleDisconnect(peer, packet, now, handler);
                return;
            case PacketKind.ShutdownOk:
                closer.HandleShutdownOk(peer, now);
                return;
            default:
                counters.Drop(DropReason.WrongState);
                return;
        }
    }

    // Anything that passed the number check shows that the other side is there.
    private static void Touch(Peer peer, Timestamp now) => peer.LastReceivedNs = now.Nanoseconds;

    private void ReceivePing(Peer peer, ReadOnlySpan<byte> packet, ref int pingsLeft)
    {
        if (pingsLeft-- <= 0)
        {
            counters.Drop(DropReason.MergeFlood);
            return;
        }

        // New unless it is the last one answered or a little older, counted in 16 bits: senders' counters do wrap there.
        ushort sequence = PingPacket.SequenceOf(packet);
        short ahead = (short)(sequence - peer.PingAnswered);
        if (peer.PingAnsweredAny && ahead is <= 0 and > -64) return;
        peer.PingAnsweredAny = true;
        peer.PingAnswered = sequence;
        peer.PongDue = true;
        peers.MarkDirty(peer);
    }

    private static void ReceivePong(Peer peer, ReadOnlySpan<byte> packet, Timestamp now)
    {
        ushort sequence = PingPacket.SequenceOf(packet);
        ref long sentNs = ref peer.PingsSentNs[sequence % Peer.PingsRemembered];
        if (sentNs == 0 || Sequence.Relative(peer.PingSequence, sequence) is < 0 or >= Peer.PingsRemembered) return;
        long rttNs = now.Nanoseconds - sentNs;
        sentNs = 0;
        peer.Rtt.Add(rttNs);
        peer.RemoteUtcOffsetTicks = PingPacket.UtcTicksOf(packet) + (rttNs / 2 / 100) - now.UtcTicks;
    }

    private void ReceiveMtu(Peer peer, PacketKind kind, ReadOnlySpan<byte> packet)
    {
        // The size that counts is the one on the wire, layer included; both ends agree on the layer, so the packet's own size stands for it.
        if (!MtuPacket.IsValid(packet))
        {
            counters.Drop(DropReason.Malformed);
            return;
        }

        if (kind == PacketKind.MtuCheck) channels.AnswerMtuCheck(peer, packet);
        else channels.ApplyMtuOk(peer, packet.Length);
    }
}
