using System;
using GameServer.Core;
using GameServer.Transport.Channels;
using GameServer.Transport.Outgoing;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Incoming;

/// <summary>
/// Packets of an established connection that belong to a channel: into its window, and from there, in the order its method promises, to the handler.
/// </summary>
internal sealed class ChannelReceiver(TransportOptions options, PeerTable peers, BufferPool pool, DatagramSink sink, TransportCounters counters)
{
    public const int ObjectBytes = 56;

    // One message at a time is put together, and its span is valid only during the handler call: one buffer for all peers.
    private byte[] _assembled = [];

    public void ReceiveUnreliable(Peer peer, ReadOnlySpan<byte> packet, ITransportHandler handler) =>
        Deliver(peer, DeliveryMethod.Unreliable, 0, packet[1..], handler);

    /// <summary>False when the peer broke a limit and has to go.</summary>
    public bool Receive(Peer peer, PacketKind kind, ReadOnlySpan<byte> packet, ITransportHandler handler)
    {
        byte id = ChanneledHeader.ChannelIdOf(packet);
        bool fragment = WireLine.IsFragment(packet[0]);
        if (ChannelId.IsWindowed(id) && !(fragment && kind == PacketKind.ReliableMerged)) return ReceiveWindowed(peer, packet, handler);
        if (fragment || kind == PacketKind.ReliableMerged) counters.Drop(DropReason.Malformed);
        else ReceiveSequenced(peer, packet, handler);
        return true;
    }

    public void ReceiveAck(Peer peer, ReadOnlySpan<byte> packet, Timestamp now)
    {
        byte id = ChanneledHeader.ChannelIdOf(packet);
        int sequence = ChanneledHeader.SequenceOf(packet);
        Channel? channel = peer.FindChannel(id);
        if (channel is null)
        {
            counters.Drop(DropReason.ForgedAck);
            return;
        }

        if (!channel.IsWindowed)
        {
            channel.SequencedSend.Acknowledge(sequence, pool);
            return;
        }

        if (packet.Length != AckPacket.WindowedBytes || channel.SendWindow is null
            || !channel.SendWindow.TryAcknowledge(sequence, AckPacket.BitsOf(packet), peer, pool, now.Nanoseconds))
        {
            counters.Drop(DropReason.ForgedAck);
            return;
        }

        // Room in the window, or a loss seen: what waits leaves with the next flush.
        if (channel.SendWindow.QueuedCount > 0 || peer.HasOvertaken || peer.State == PeerState.Draining) peers.MarkDirty(peer);
    }

    /// <summary>The same bytes back, so that the other side learns what passes in its direction.</summary>
    public void AnswerMtuCheck(Peer peer, ReadOnlySpan<byte> packet)
    {
        Span<byte> answer = stackalloc byte[packet.Length];
        MtuPacket.Write(answer, peer.Header(PacketKind.MtuOk));
        peer.MtuProbes = 0;
        sink.SendPacket(answer, peer.Endpoint);
    }

    public void ApplyMtuOk(Peer peer, int packetBytes)
    {
        if (packetBytes != peer.MtuProbedBytes)
        {
            counters.Drop(DropReason.WrongState);
            return;
        }

        peer.MtuIndex++;
        peer.MtuProbedBytes = 0;
        peer.MtuBytes = packetBytes;
        peer.MtuProbes = 0;
        peer.MtuProbeDueNs = 0;
        peers.MarkDirty(peer);
    }

    private bool ReceiveWindowed(Peer peer, ReadOnlySpan<byte> packet, ITransportHandler handler)
    {
        byte id = ChanneledHeader.ChannelIdOf(packet);
        Channel channel = peer.GetChannel(id);
        ReliableReceiveWindow window = channel.ReceiveWindow ??= new ReliableReceiveWindow();
        bool ordered = ChannelId.MethodOf(id) == DeliveryMethod.ReliableOrdered;
        bool mayHold = peer.HeldBytes + packet.Length <= options.HeldBytesPerPeerMax && pool.RentedBytes + packet.Length <= options.HeldBytesMax;
        int sequence = ChanneledHeader.SequenceOf(packet);
        ReceiveOutcome outcome = window.Offer(sequence, ordered, mayHold);
        if (outcome == ReceiveOutcome.OutsideWindow || outcome == ReceiveOutcome.Refused)
        {
            counters.Drop(outcome == ReceiveOutcome.Refused ? DropReason.HeldLimit : DropReason.OutsideWindow);
            return true;
        }

        channel.AckDue = true;
        peers.MarkDirty(peer);
        if (outcome == ReceiveOutcome.Duplicate)
        {
            counters.Duplicates++;
            return true;
        }

        if (outcome == ReceiveOutcome.Hold)
        {
            byte[] buffer = pool.Rent(packet.Length);
            packet.CopyTo(buffer);
            window.Hold(sequence, buffer, packet.Length);
            peer.HeldBytes += buffer.Length;
            return true;
        }

        return DeliverPacket(peer, packet, handler) && (!ordered || DeliverHeld(peer, window, handler));
    }

    private bool DeliverHeld(Peer peer, ReliableReceiveWindow window, ITransportHandler handler)
    {
        while (peer.State == PeerState.Connected && window.TryTakeNext(out HeldPacket held))
        {
            peer.HeldBytes -= held.Buffer!.Length;
            bool within = DeliverPacket(peer, held.Buffer.AsSpan(0, held.Length), handler);
            pool.Return(held.Buffer);
            if (!within) return false;
        }

        return true;
    }

    private void ReceiveSequenced(Peer peer, ReadOnlySpan<byte> packet, ITransportHandler handler)
    {
        int sequence = ChanneledHeader.SequenceOf(packet);
        if (!Sequence.IsValid(sequence))
        {
            counters.Drop(DropReason.OutsideWindow);
            return;
        }

        byte id = ChanneledHeader.ChannelIdOf(packet);
        Channel channel = peer.GetChannel(id);
        int ahead = channel.SequencedReceive.Offer(sequence);

        // The reduced client API sends Sequenced as if it were reliable and repeats its latest packet until acknowledged; full clients never repeat and
        // ignore the answer.
        DeliveryMethod method = ChannelId.MethodOf(id);
        if (method == DeliveryMethod.ReliableSequenced || ahead == 0)
        {
            channel.AckDue = true;
            peers.MarkDirty(peer);
        }

        if (ahead > 0) Deliver(peer, method, ChannelId.NumberOf(id), packet[ChanneledHeader.Bytes..], handler);
        else if (ahead == 0) counters.Duplicates++;
    }

    private bool DeliverPacket(Peer peer, ReadOnlySpan<byte> packet, ITransportHandler handler)
    {
        byte id = ChanneledHeader.ChannelIdOf(packet);
        if (WireLine.IsFragment(packet[0])) return DeliverFragment(peer, id, packet, handler);
        DeliveryMethod method = ChannelId.MethodOf(id);
        ReadOnlySpan<byte> body = packet[ChanneledHeader.Bytes..];
        if (!peer.Line.HasReliableMerged || !peer.Line.TryReadKind(packet, out PacketKind kind) || kind != PacketKind.ReliableMerged)
        {
            Deliver(peer, method, ChannelId.NumberOf(id), body, handler);
            return true;
        }

        // Unlike in a merged datagram, a zero length is an empty message and not the end: that is how stock senders write them.
        MergedReader reader = new(body);
        while (reader.TryRead(out ReadOnlySpan<byte> message)) Deliver(peer, method, ChannelId.NumberOf(id), message, handler);
        return true;
    }

    private bool DeliverFragment(Peer peer, byte id, ReadOnlySpan<byte> packet, ITransportHandler handler)
    {
        FragmentAssembler fragments = peer.Fragments ??= new FragmentAssembler(options, pool);
        FragmentOutcome outcome = fragments.Offer(peer, id, packet, out FragmentGroup? group);
        if (outcome == FragmentOutcome.LimitExceeded)
        {
            counters.Drop(DropReason.FragmentLimit);
            return false;
        }

        if (outcome == FragmentOutcome.Ignored) counters.Drop(DropReason.Malformed);
        if (group is null) return true;
        if (_assembled.Length < group.Bytes) _assembled = new byte[Math.Max(group.Bytes, Math.Min(_assembled.Length * 2, options.MessageBytesMax))];
        int used = 0;
        foreach (FragmentGroup.Part part in group.Parts)
        {
            part.Buffer.AsSpan(0, part.Length).CopyTo(_assembled.AsSpan(used));
            used += part.Length;
        }

        fragments.Finish(group, peer);
        Deliver(peer, ChannelId.MethodOf(id), ChannelId.NumberOf(id), _assembled.AsSpan(0, used), handler);
        return true;
    }

    private void Deliver(Peer peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message, ITransportHandler handler)
    {
        // Ours was the goodbye: what still arrives is acknowledged but no longer told.
        if (peer.State != PeerState.Connected) return;
        counters.MessagesIn++;
        handler.Received(peer.Id, method, channel, message);
    }
}
