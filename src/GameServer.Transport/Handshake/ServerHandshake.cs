using System;
using GameServer.Core;
using GameServer.Transport.Outgoing;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Handshake;

/// <summary>
/// Connect requests, and the way from an accepted address to a connected peer: accept, random ping, proof. Until the proof an address costs one entry of a
/// bounded table and is never sent more bytes than it sent.
/// </summary>
internal sealed class ServerHandshake(
    TransportOptions options, PeerTable peers, PendingTable? pendingPeers, ClosedTable closed, Admission admission, PeerCloser closer, SecretStream secrets,
    DatagramSink sink, TransportCounters counters)
{
    private const long PingRepeatNs = 250 * Timestamp.NanosecondsPerMillisecond;

    // Client clocks step back; a connection that has been silent this long may be replaced by an older time.
    private const long SilentNs = 1500 * Timestamp.NanosecondsPerMillisecond;

    // A wrong proof is a guess: with at most this many per request, 2¹⁶ of ping sequence and number stay out of reach.
    private const int WrongProofsMax = 4;

    // An address is left for another only when nothing has come from it for this long.
    private const long MovedSilentNs = Timestamp.NanosecondsPerSecond;

    private readonly long _pendingTimeoutNs = options.PendingTimeoutMs * Timestamp.NanosecondsPerMillisecond;

    public PendingTable? Pending => pendingPeers;

    /// <summary>A request from an address that has no peer.</summary>
    public void HandleRequest(in Endpoint from, in ConnectRequestPacket request, int bytes, Timestamp now, ITransportHandler handler)
    {
        if (pendingPeers is null)
        {
            counters.Drop(DropReason.NotEnabled);
            return;
        }

        if (pendingPeers.TryFind(from, out int slot))
        {
            HandleRepeated(slot, request, bytes, now, handler);
            return;
        }

        if (closed.TryFind(from, now.Nanoseconds, out ClosedPeer gone))
        {
            if (request.ConnectTime == gone.ConnectTime)
            {
                // A late copy of a request already served: no second connection, no second question, just the same end again.
                counters.Drop(DropReason.StaleConnect);
                closer.SendDisconnect(from, request.Line, request.Number, request.ConnectTime, default);
                return;
            }

            if (request.ConnectTime < gone.ConnectTime && now.Nanoseconds - gone.ClosedNs < SilentNs)
            {
                counters.Drop(DropReason.StaleConnect);
                return;
            }
        }

        Admit(null, from, request, bytes, now, handler);
    }

    /// <summary>
    /// A request from the address of a peer: a repeat whose accept was lost, a restarted client, or a forgery that must not disturb the living.
    /// </summary>
    public void HandleRequestFromPeer(Peer peer, in ConnectRequestPacket request, int bytes, Timestamp now, ITransportHandler handler)
    {
        if (peer.Role == PeerRole.Client)
        {
            HandleSimultaneous(peer, request, bytes, now, handler);
            return;
        }

        if (request.ConnectTime == peer.ConnectTime)
        {
            RepeatAnswer(peer, now.Nanoseconds);
            return;
        }

        if (request.ConnectTime < peer.ConnectTime && now.Nanoseconds - peer.LastReceivedNs < SilentNs)
        {
            counters.Drop(DropReason.StaleConnect);
            return;
        }

        if (pendingPeers!.TryFind(peer.Endpoint, out int slot)) HandleRepeated(slot, request, bytes, now, handler);
        else Admit(peer, peer.Endpoint, request, bytes, now, handler);
    }

    /// <summary>A packet whose number is not the peer's may belong to the connection that is about to replace it.</summary>
    public bool TryHandlePendingOf(Peer peer, ReadOnlySpan<byte> datagram, Timestamp now, ITransportHandler handler)
    {
        if (pendingPeers is null || !pendingPeers.TryFind(peer.Endpoint, out int slot)) return false;
        HandlePending(slot, datagram, now, handler);
        return true;
    }

    /// <summary>Anything but a request from an address that owes its proof.</summary>
    public void HandlePending(int slot, ReadOnlySpan<byte> datagram, Timestamp now, ITransportHandler handler)
    {
        ref PendingPeer pending = ref pendingPeers![slot];
        pending.BytesIn += datagram.Length + sink.ExtraBytes;
        if (!pending.Line.TryReadKind(datagram, out PacketKind kind) || WireLine.NumberOf(datagram[0]) != pending.Number)
        {
            counters.Drop(DropReason.Unverified);
            return;
        }

        if (kind == PacketKind.Disconnect && DisconnectPacket.ConnectTimeOf(datagram) == pending.ConnectTime)
        {
            Endpoint from = pending.Endpoint;
            WireLine line = pending.Line;
            pendingPeers.Remove(slot);
            closer.SendShutdownOk(from, line);
            return;
        }

        if (TryFindPong(pending.Line, kind, datagram, out ReadOnlySpan<byte> pong)) HandleProof(slot, pong, now, handler);
        else counters.Drop(DropReason.Unverified);
    }

    /// <summary>"I am this connection, my address changed": the new address gets a ping, and the peer stays where it is until that is answered.</summary>
    public bool TryStartMove(in Endpoint from, WireLine line, in ConnectAcceptPacket identity, int bytes, long nowNs)
    {
        Peer? peer = options.AllowsAddressChange ? peers.FindIdentity(identity.PeerId, identity.ConnectTime, identity.Number) : null;
        if (peer is null || peer.Line != line) return false;
        if (pendingPeers!.IsFull || nowNs - peer.LastReceivedNs < MovedSilentNs || pendingPeers.TryFind(from, out _)) return true;
        PendingPeer pending = new()
        {
            Endpoint = from, Line = line, Number = peer.Number, ConnectTime = peer.ConnectTime, Moves = peer.Id, ExpiresNs = nowNs + _pendingTimeoutNs,
            RoundsLeft = options.VerifyRounds, BytesIn = bytes + sink.ExtraBytes, PingLast = peer.PingSequence,
        };
        StartRound(ref pending, nowNs);
        pendingPeers.Add(pending);
        return true;
    }

    /// <summary>Repeats pings to those who still owe an answer and forgets those who never will.</summary>
    public void Flush(long nowNs)
    {
        if (pendingPeers is null || pendingPeers.Count == 0) return;
        foreach (int slot in pendingPeers.CollectDue(nowNs))
        {
            ref PendingPeer pending = ref pendingPeers[slot];
            if (nowNs >= pending.ExpiresNs)
            {
                pendingPeers.Remove(slot);
                continue;
            }

            if (nowNs >= pending.PingDueNs) SendPing(ref pending, Sequence.Next(pending.PingLast), nowNs);
            pendingPeers.Schedule(slot);
        }
    }

    private void Admit(Peer? live, in Endpoint from, in ConnectRequestPacket request, int bytes, Timestamp now, ITransportHandler handler)
    {
        if (!admission.TryAdmit(live, from, request, bytes, now.Nanoseconds, handler, out bool isProven)) return;
        Accept(live, from, request, bytes, isProven, now, handler);
    }

    private void Accept(Peer? live, in Endpoint from, in ConnectRequestPacket request, int bytes, bool isProven, Timestamp now, ITransportHandler handler)
    {
        PendingPeer pending = new()
        {
            Endpoint = from, Line = request.Line, ConnectTime = request.ConnectTime, RemoteId = request.PeerId, ExpiresNs = now.Nanoseconds + _pendingTimeoutNs,
            RoundsLeft = options.VerifyRounds, BytesIn = bytes + sink.ExtraBytes,
        };
        if (options.VerifiesReturnPath)
        {
            pending.WireId = (int)(secrets.Next() >> 33);
            do pending.Number = (byte)secrets.NextInt(WireLine.NumberCount);
            while (live is not null && live.Number == pending.Number);
        }
        else
        {
            // As stock does it: the number the client proposes, or the next one while the old connection is remembered.
            pending.Number = (byte)(live is null ? request.Number : (live.Number + 1) & (WireLine.NumberCount - 1));
        }

        if (isProven || !options.VerifiesReturnPath)
        {
            Promote(pending, default, now, handler);
            return;
        }

        SendAccept(ref pending);
        StartRound(ref pending, now.Nanoseconds);
        pendingPeers!.Add(pending);
    }

    private void HandleRepeated(int slot, in ConnectRequestPacket request, int bytes, Timestamp now, ITransportHandler handler)
    {
        ref PendingPeer pending = ref pendingPeers![slot];
        if (request.ConnectTime > pending.ConnectTime)
        {
            Endpoint from = pending.Endpoint;
            pendingPeers.Remove(slot);
            Admit(peers.TryFind(from, out Peer live) ? live : null, from, request, bytes, now, handler);
            return;
        }

        if (request.ConnectTime < pending.ConnectTime)
        {
            counters.Drop(DropReason.StaleConnect);
            return;
        }

        pending.BytesIn += bytes + sink.ExtraBytes;
        SendAccept(ref pending);
        SendPing(ref pending, Sequence.Next(pending.PingLast), now.Nanoseconds);
        pendingPeers.Schedule(slot);
    }

    private void HandleProof(int slot, ReadOnlySpan<byte> pong, Timestamp now, ITransportHandler handler)
    {
        ref PendingPeer pending = ref pendingPeers![slot];
        int sequence = PingPacket.SequenceOf(pong);
        int span = Sequence.Relative(pending.PingLast, pending.PingFirst);
        int offset = Sequence.Relative(sequence, pending.PingFirst);
        if (!Sequence.IsValid(sequence) || offset < 0 || offset > span)
        {
            counters.Drop(DropReason.WrongProof);
            if (++pending.WrongProofs >= WrongProofsMax) pendingPeers.Remove(slot);
            return;
        }

        if (--pending.RoundsLeft > 0)
        {
            StartRound(ref pending, now.Nanoseconds);
            pendingPeers.Schedule(slot);
            return;
        }

        PendingPeer proven = pending;
        pendingPeers.Remove(slot);
        if (proven.Moves.IsNone) Promote(proven, pong, now, handler);
        else Move(proven, pong, now, handler);
    }

    private void Promote(in PendingPeer pending, ReadOnlySpan<byte> pong, Timestamp now, ITransportHandler handler)
    {
        long nowNs = now.Nanoseconds;
        if (peers.TryFind(pending.Endpoint, out Peer old)) closer.Close(old, DisconnectReason.Reconnect, default, now, handler);
        if (peers.IsFull)
        {
            counters.Drop(DropReason.ServerFull);
            closer.SendDisconnect(pending.Endpoint, pending.Line, pending.Number, pending.ConnectTime, default);
            return;
        }

        Peer peer = peers.Add(pending.Endpoint, PeerState.Connected, nowNs);
        peer.Role = PeerRole.Server;
        peer.Line = pending.Line;
        peer.Number = pending.Number;
        peer.ConnectTime = pending.ConnectTime;
        peer.RemoteId = pending.RemoteId;
        peer.WireId = options.VerifiesReturnPath ? pending.WireId : peer.Index;
        peer.MtuBytes = MtuPacket.Table[0] - sink.ExtraBytes;
        peer.MtuProbeDueNs = nowNs;
        peer.PingDueNs = nowNs + (options.PingIntervalMs * Timestamp.NanosecondsPerMillisecond);
        if (pong.IsEmpty)
        {
            SendAccept(peer);
            peer.PingDueNs = nowNs;
        }
        else
        {
            ApplyProof(peer, pending, pong, now);
        }

        counters.ConnectsAccepted++;
        peers.MarkDirty(peer);
        handler.Connected(peer.Id);
    }

    private void Move(in PendingPeer pending, ReadOnlySpan<byte> pong, Timestamp now, ITransportHandler handler)
    {
        if (peers.Find(pending.Moves) is not { State: PeerState.Connected } peer || now.Nanoseconds - peer.LastReceivedNs < MovedSilentNs)
        {
            counters.Drop(DropReason.WrongState);
            return;
        }

        peers.Move(peer, pending.Endpoint);
        peer.LastReceivedNs = now.Nanoseconds;
        peer.Rtt = default;
        peer.MtuIndex = peer.MtuProbes = peer.MtuProbedBytes = 0;
        peer.MtuBytes = MtuPacket.Table[0] - sink.ExtraBytes;
        ApplyProof(peer, pending, pong, now);
        peers.MarkDirty(peer);
        handler.AddressChanged(peer.Id);
    }

    // The proof was a ping as any other: it starts the ping sequence, the round-trip time and the clock offset.
    private static void ApplyProof(Peer peer, in PendingPeer pending, ReadOnlySpan<byte> pong, Timestamp now)
    {
        peer.PingSequence = pending.PingLast;
        if (PingPacket.SequenceOf(pong) != pending.PingLast) return;
        long rttNs = now.Nanoseconds - pending.PingSentNs;
        peer.Rtt.Add(rttNs);
        peer.RemoteUtcOffsetTicks = PingPacket.UtcTicksOf(pong) + (rttNs / 2 / 100) - now.UtcTicks;
    }

    private void HandleSimultaneous(Peer ours, in ConnectRequestPacket request, int bytes, Timestamp now, ITransportHandler handler)
    {
        // Two peers that ask each other: the later question wins, and at the same time the lower address loses.
        Span<byte> address = stackalloc byte[ConnectRequestPacket.AddressBytesIPv6];
        address = address[..ConnectRequestPacket.WriteAddress(address, ours.Endpoint)];
        bool weLose = request.ConnectTime < ours.ConnectTime
            || (request.ConnectTime == ours.ConnectTime && address.SequenceCompareTo(request.Address) < 0);
        if (ours.State != PeerState.Outgoing || pendingPeers is null || !weLose)
        {
            counters.Drop(DropReason.StaleConnect);
            return;
        }

        Endpoint from = ours.Endpoint;
        closer.Close(ours, DisconnectReason.SimultaneousConnect, default, now, handler);
        Admit(null, from, request, bytes, now, handler);
    }

    private void RepeatAnswer(Peer peer, long nowNs)
    {
        if (PeerCloser.IsAbusive(peer, nowNs))
        {
            counters.Drop(DropReason.AnswerWithheld);
            return;
        }

        PeerCloser.CountAbuse(peer, nowNs);
        if (peer.State == PeerState.Closing) closer.SendDisconnect(peer.Endpoint, peer.Line, peer.Number, peer.ConnectTime, peer.AttemptData);
        else SendAccept(peer);
    }

    private void StartRound(ref PendingPeer pending, long nowNs)
    {
        // Rising by less than half the ring, so that a stock client takes it for new and answers at once.
        int first = Sequence.Plus(pending.PingLast, 1 + secrets.NextInt((Sequence.Count / 2) - 2));
        pending.PingFirst = (ushort)first;
        SendPing(ref pending, first, nowNs);
    }

    private void SendAccept(ref PendingPeer pending)
    {
        Span<byte> packet = stackalloc byte[ConnectAcceptPacket.Bytes];
        ConnectAcceptPacket.Write(packet, pending.Line.Header(PacketKind.ConnectAccept, 0), pending.ConnectTime, pending.Number, false, pending.WireId);
        TrySendWithin(ref pending, packet);
    }

    private void SendAccept(Peer peer)
    {
        Span<byte> packet = stackalloc byte[ConnectAcceptPacket.Bytes];
        ConnectAcceptPacket.Write(packet, peer.Line.Header(PacketKind.ConnectAccept, 0), peer.ConnectTime, peer.Number, false, peer.WireId);
        sink.SendPacket(packet, peer.Endpoint);
    }

    private void SendPing(ref PendingPeer pending, int sequence, long nowNs)
    {
        pending.PingDueNs = nowNs + PingRepeatNs;
        Span<byte> packet = stackalloc byte[PingPacket.Bytes];
        PingPacket.Write(packet, pending.Line.Header(PacketKind.Ping, pending.Number), (ushort)sequence);
        if (!TrySendWithin(ref pending, packet)) return;
        pending.PingLast = (ushort)sequence;
        pending.PingSentNs = nowNs;
    }

    private bool TrySendWithin(ref PendingPeer pending, ReadOnlySpan<byte> packet)
    {
        int bytes = packet.Length + sink.ExtraBytes;
        if (pending.BytesOut + bytes > pending.BytesIn)
        {
            counters.Drop(DropReason.AnswerWithheld);
            return false;
        }

        pending.BytesOut += bytes;
        sink.SendPacket(packet, pending.Endpoint);
        return true;
    }

    // A client that sends its first messages along with the pong merges them.
    private bool TryFindPong(WireLine line, PacketKind kind, ReadOnlySpan<byte> datagram, out ReadOnlySpan<byte> pong)
    {
        pong = datagram;
        if (kind == PacketKind.Pong) return true;
        if (kind != PacketKind.Merged) return false;
        MergedReader reader = new(datagram[1..]);
        for (int i = 0; i < options.MergedPacketsMax && reader.TryRead(out pong) && !pong.IsEmpty; i++)
        {
            bool isPong = line.TryReadKind(pong, out PacketKind inner) && inner == PacketKind.Pong;
            if (isPong && WireLine.NumberOf(pong[0]) == WireLine.NumberOf(datagram[0])) return true;
        }

        return false;
    }
}
