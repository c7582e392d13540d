using System;
using GameServer.Transport.Channels;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Capture;

/// <summary>
/// A connection as bytes: all of <see cref="Peer"/> that the other side could tell apart. Monotonic times are written relative to now, because another
/// process has another origin. <see cref="PeerRestore"/> reads the same fields in the same order; a round-trip test compares a captured connection with its
/// restored copy.
/// </summary>
internal static class PeerCapture
{
    public const byte Version = 1;

    public static byte[] Write(Peer peer, long nowNs)
    {
        StateWriter writer = new();
        writer.Byte(Version);
        WriteIdentity(writer, peer);
        WriteTimers(writer, peer, nowNs);
        writer.Int(peer.ChannelCount);
        for (int i = 0; i < peer.ChannelCount; i++) WriteChannel(writer, peer.Channels[i]!, nowNs);
        WriteFragments(writer, peer);
        return writer.ToArray();
    }

    private static void WriteIdentity(StateWriter writer, Peer peer)
    {
        writer.Bool(peer.Line == WireLine.V1);
        writer.Byte((byte)peer.State);
        writer.Byte((byte)peer.Role);
        writer.Byte(peer.Number);
        writer.Long((long)peer.Endpoint.AddressHigh);
        writer.Long((long)peer.Endpoint.AddressLow);
        writer.Int((int)peer.Endpoint.Scope);
        writer.Int(peer.Endpoint.Port);
        writer.Long(peer.ConnectTime);
        writer.Int(peer.WireId);
        writer.Int(peer.RemoteId);
        writer.Bytes(peer.AttemptData);
    }

    private static void WriteTimers(StateWriter writer, Peer peer, long nowNs)
    {
        writer.Long(nowNs - peer.LastReceivedNs);
        writer.Long(nowNs - peer.StateSinceNs);
        writer.Int(peer.PingSequence);
        foreach (long sentNs in peer.PingsSentNs) writer.Long(sentNs == 0 ? 0 : nowNs - sentNs + 1);
        writer.Long(peer.PingDueNs - nowNs);
        writer.Int(peer.PingAnswered);
        writer.Bool(peer.PingAnsweredAny);
        writer.Bool(peer.PongDue);
        writer.Long(peer.Rtt.SmoothedNs);
        writer.Long(peer.Rtt.VariationNs);
        writer.Long(peer.RemoteUtcOffsetTicks);
        writer.Int(peer.MtuIndex);
        writer.Int(peer.MtuBytes);
        writer.Int(peer.MtuProbes);
        writer.Int(peer.MtuProbedBytes);
        writer.Int(peer.FragmentId);
        writer.Long(peer.PacingBytes);
    }

    private static void WriteChannel(StateWriter writer, Channel channel, long nowNs)
    {
        writer.Byte(channel.Id);
        writer.Bool(channel.AckDue);
        writer.Int(channel.SequencedReceive.Newest);
        writer.Int(channel.SequencedSend.Sequence);
        writer.Int(channel.SequencedSend.Sends);
        writer.Bytes(channel.SequencedSend.Packet.AsSpan(0, channel.SequencedSend.Packet is null ? 0 : channel.SequencedSend.PacketBytes));
        if (!channel.IsWindowed) return;
        writer.Bool(channel.SendWindow is not null);
        if (channel.SendWindow is { } send) WriteSendWindow(writer, send, nowNs);
        writer.Bool(channel.ReceiveWindow is not null);
        if (channel.ReceiveWindow is { } receive) WriteReceiveWindow(writer, receive);
    }

    private static void WriteSendWindow(StateWriter writer, ReliableSendWindow window, long nowNs)
    {
        writer.Int(window.Base);
        writer.Int(window.Next);
        for (int sequence = window.Base; sequence != window.Next; sequence = Sequence.Next(sequence))
        {
            ref OutgoingPacket packet = ref window.PacketAt(sequence);
            writer.Bytes(packet.Buffer.AsSpan(0, packet.Buffer is null ? 0 : packet.Length));
            writer.Int(packet.Sends);
            writer.Long(nowNs - packet.SentNs);
            writer.Long(packet.DueNs - nowNs);
        }

        writer.Int(window.QueuedCount);
        for (int i = 0; i < window.QueuedCount; i++)
        {
            ref QueuedMessage message = ref window.QueuedAt(i);
            writer.Bool(message.IsFragment);

            // The packet header in front is written only when the message enters the window; until then it holds whatever the buffer held before.
            message.Buffer.AsSpan(0, ChanneledHeader.Bytes).Clear();
            writer.Bytes(message.Buffer.AsSpan(0, message.Length));
        }
    }

    private static void WriteReceiveWindow(StateWriter writer, ReliableReceiveWindow window)
    {
        writer.Int(window.Start);
        writer.Int(window.Expected);
        writer.Long((long)window.Bits);
        int count = 0;
        foreach (ref readonly HeldPacket held in window.Held) count += held.Buffer is null ? 0 : 1;
        writer.Int(count);
        foreach (ref readonly HeldPacket held in window.Held)
        {
            if (held.Buffer is not null) writer.Bytes(held.Buffer.AsSpan(0, held.Length));
        }
    }

    private static void WriteFragments(StateWriter writer, Peer peer)
    {
        writer.Int(peer.Fragments?.Groups.Count ?? 0);
        if (peer.Fragments is null) return;
        foreach (FragmentGroup group in peer.Fragments.Groups)
        {
            writer.Int(group.Id);
            writer.Byte(group.ChannelId);
            writer.Int(group.PartCount);
            writer.Int(group.Received);
            foreach (FragmentGroup.Part part in group.Parts)
            {
                writer.Int(part.Index);
                writer.Bytes(part.Buffer.AsSpan(0, part.Length));
            }
        }
    }
}
