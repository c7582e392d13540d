using System;
using GameServer.Transport.Channels;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Outgoing;

/// <summary>
/// Takes messages from the layer above into a peer's queues. Overflow policy of every queue: the new message is refused, counted, and the caller told; what
/// is queued already stays.
/// </summary>
internal sealed class MessageSender(TransportOptions options, MessageArena arena, BufferPool pool, TransportCounters counters)
{
    public const int ObjectBytes = 40;

    public bool TrySend(Peer peer, ReadOnlySpan<byte> message, DeliveryMethod method, byte channel)
    {
        if (channel >= ChannelId.NumberCount) return Refuse(DropReason.SendTooLarge);
        bool taken = method switch
        {
            DeliveryMethod.Unreliable => TrySendUnreliable(peer, message),
            DeliveryMethod.Sequenced => TrySendSequenced(peer, message, ChannelId.Of(method, channel)),
            DeliveryMethod.ReliableSequenced => TrySendReliableSequenced(peer, message, ChannelId.Of(method, channel)),
            _ => TrySendReliable(peer, message, ChannelId.Of(method, channel)),
        };
        if (taken) counters.MessagesOut++;
        return taken;
    }

    private bool TrySendUnreliable(Peer peer, ReadOnlySpan<byte> message)
    {
        if (!HasArenaRoom(peer, 1 + message.Length)) return false;
        Span<byte> packet = Append(peer, 1 + message.Length);
        packet[0] = peer.Header(PacketKind.Unreliable);
        message.CopyTo(packet[1..]);
        return true;
    }

    private bool TrySendSequenced(Peer peer, ReadOnlySpan<byte> message, byte channelId)
    {
        if (!HasArenaRoom(peer, ChanneledHeader.Bytes + message.Length)) return false;
        Channel state = peer.GetChannel(channelId);
        state.SequencedSend.Sequence = Sequence.Next(state.SequencedSend.Sequence);
        Span<byte> packet = Append(peer, ChanneledHeader.Bytes + message.Length);
        ChanneledHeader.Write(packet, peer.Header(PacketKind.Channeled), state.SequencedSend.Sequence, channelId);
        message.CopyTo(packet[ChanneledHeader.Bytes..]);
        return true;
    }

    private bool TrySendReliableSequenced(Peer peer, ReadOnlySpan<byte> message, byte channelId)
    {
        int length = ChanneledHeader.Bytes + message.Length;
        if (length > peer.MtuBytes) return Refuse(DropReason.SendTooLarge);
        ref SequencedSend send = ref peer.GetChannel(channelId).SequencedSend;
        send.Forget(pool);
        send.Sequence = Sequence.Next(send.Sequence);
        send.Packet = pool.Rent(length);
        send.PacketBytes = length;
        send.Sends = 0;
        send.DueNs = long.MinValue;
        ChanneledHeader.Write(send.Packet, peer.Header(PacketKind.Channeled), send.Sequence, channelId);
        message.CopyTo(send.Packet.AsSpan(ChanneledHeader.Bytes));
        return true;
    }

    private bool TrySendReliable(Peer peer, ReadOnlySpan<byte> message, byte channelId)
    {
        if (message.Length > options.MessageBytesMax) return Refuse(DropReason.SendTooLarge);
        int partBytes = peer.MtuBytes - ChanneledHeader.FragmentedBytes;
        bool fits = ChanneledHeader.Bytes + message.Length <= peer.MtuBytes;
        int parts = fits ? 1 : (message.Length + partBytes - 1) / partBytes;
        if (peer.QueuedPackets + parts > options.QueuedPacketsPerPeerMax) return Refuse(DropReason.SendQueueFull);
        if (peer.QueuedBytes + message.Length > options.QueuedBytesPerPeerMax) return Refuse(DropReason.SendQueueFull);
        Channel channel = peer.GetChannel(channelId);
        ReliableSendWindow window = channel.SendWindow ??= new ReliableSendWindow();
        if (fits)
        {
            Enqueue(peer, window, message, ChanneledHeader.Bytes);
            return true;
        }

        // One counter per peer, shared by all channels; the first id is 1.
        peer.FragmentId++;
        for (int part = 0; part < parts; part++)
        {
            int offset = part * partBytes;
            byte[] buffer = Enqueue(peer, window, message.Slice(offset, Math.Min(partBytes, message.Length - offset)), ChanneledHeader.FragmentedBytes);
            ChanneledHeader.WriteFragment(buffer, peer.FragmentId, part, parts);
        }

        return true;
    }

    private byte[] Enqueue(Peer peer, ReliableSendWindow window, ReadOnlySpan<byte> body, int headerBytes)
    {
        int length = headerBytes + body.Length;
        byte[] buffer = pool.Rent(length);
        body.CopyTo(buffer.AsSpan(headerBytes));
        window.Enqueue(new QueuedMessage { Buffer = buffer, Length = length, IsFragment = headerBytes != ChanneledHeader.Bytes });
        peer.QueuedPackets++;
        peer.QueuedBytes += buffer.Length;
        return buffer;
    }

    private bool HasArenaRoom(Peer peer, int packetBytes)
    {
        if (packetBytes > peer.MtuBytes) return Refuse(DropReason.SendTooLarge);
        return peer.ArenaBytes + packetBytes <= options.UnreliableBytesPerFlushMax || Refuse(DropReason.SendQueueFull);
    }

    private Span<byte> Append(Peer peer, int length)
    {
        peer.ArenaBytes += length;
        return arena.Append(ref peer.ArenaHead, ref peer.ArenaTail, length);
    }

    private bool Refuse(DropReason reason)
    {
        counters.Drop(reason);
        return false;
    }
}
