using System;
using GameServer.Transport.Channels;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Capture;

/// <summary>
/// The other half of <see cref="PeerCapture"/>. The bytes come from a file or another process, so every count and index is checked; when anything is off,
/// the half-built peer is taken apart again and nothing remains of it.
/// </summary>
internal sealed class PeerRestore(TransportOptions options, PeerTable peers, BufferPool pool)
{
    public Peer? TryRead(ReadOnlySpan<byte> state, long nowNs)
    {
        StateReader reader = new(state);
        if (reader.Byte() != PeerCapture.Version) return null;
        WireLine line = reader.Bool() ? WireLine.V1 : WireLine.V2;
        PeerState peerState = (PeerState)reader.Byte();
        PeerRole role = (PeerRole)reader.Byte();
        byte number = reader.Byte();
        ulong high = (ulong)reader.Long();
        ulong low = (ulong)reader.Long();
        uint scope = (uint)reader.Int();
        Endpoint endpoint = Endpoint.FromIPv6(high, low, scope, (ushort)reader.Int(0, ushort.MaxValue));
        bool isSane = peerState is PeerState.Connected or PeerState.Draining or PeerState.Closing && role <= PeerRole.Client && number < WireLine.NumberCount;
        if (reader.Failed || !isSane || peers.IsFull || peers.TryFind(endpoint, out _)) return null;

        Peer peer = peers.Add(endpoint, peerState, nowNs);
        peer.Line = line;
        peer.Role = role;
        peer.Number = number;
        peer.ConnectTime = reader.Long();
        peer.WireId = reader.Int();
        peer.RemoteId = reader.Int();
        peer.AttemptData = reader.Bytes(DisconnectPacket.DataBytesMax).ToArray();
        ReadTimers(ref reader, peer, nowNs);
        int channels = reader.Int(0, ChannelId.Count);
        for (int i = 0; i < channels && !reader.Failed; i++) ReadChannel(ref reader, peer, nowNs);
        ReadFragments(ref reader, peer);
        if (!reader.Failed && reader.AtEnd) return peer;
        peers.Remove(peer, nowNs);
        return null;
    }

    private static void ReadTimers(ref StateReader reader, Peer peer, long nowNs)
    {
        peer.LastReceivedNs = nowNs - reader.Long();
        peer.StateSinceNs = nowNs - reader.Long();
        peer.PingSequence = (ushort)reader.Int(0, Sequence.Count - 1);
        for (int i = 0; i < Peer.PingsRemembered; i++)
        {
            long sinceNs = reader.Long();
            peer.PingsSentNs[i] = sinceNs == 0 ? 0 : nowNs - sinceNs + 1;
        }

        peer.PingDueNs = nowNs + reader.Long();
        peer.PingAnswered = (ushort)reader.Int(0, ushort.MaxValue);
        peer.PingAnsweredAny = reader.Bool();
        peer.PongDue = reader.Bool();
        peer.Rtt = new RttEstimator { SmoothedNs = Math.Max(reader.Long(), 0), VariationNs = Math.Max(reader.Long(), 0) };
        peer.RemoteUtcOffsetTicks = reader.Long();
        peer.MtuIndex = reader.Int(0, MtuPacket.Table.Length - 1);
        peer.MtuBytes = reader.Int(ChanneledHeader.FragmentedBytes + 1, TransportLimits.DatagramBytes);
        peer.MtuProbes = reader.Int(0, int.MaxValue);
        peer.MtuProbedBytes = reader.Int(0, peer.MtuIndex + 1 < MtuPacket.Table.Length ? TransportLimits.DatagramBytes : 0);
        peer.FragmentId = (ushort)reader.Int(0, ushort.MaxValue);
        peer.PacingBytes = reader.Long();
        peer.MtuProbeDueNs = peer.AttemptDueNs = nowNs;
        if (peer.Role == PeerRole.Client && peer.State == PeerState.Connected) peer.AttemptDueNs = long.MinValue;
    }

    private void ReadChannel(ref StateReader reader, Peer peer, long nowNs)
    {
        Channel channel = peer.GetChannel(reader.Byte());
        channel.AckDue = reader.Bool();
        channel.SequencedReceive.Newest = reader.Int(0, Sequence.Count - 1);
        channel.SequencedSend.Sequence = reader.Int(0, Sequence.Count - 1);
        channel.SequencedSend.Sends = reader.Int(0, int.MaxValue);
        ReadOnlySpan<byte> latest = reader.Bytes(TransportLimits.DatagramBytes);
        if (!latest.IsEmpty)
        {
            channel.SequencedSend.Forget(pool);
            channel.SequencedSend.Packet = RentCopy(latest);
            channel.SequencedSend.PacketBytes = latest.Length;
            channel.SequencedSend.DueNs = nowNs;
        }

        if (!channel.IsWindowed) return;
        if (reader.Bool()) ReadSendWindow(ref reader, peer, channel.SendWindow ??= new ReliableSendWindow(), nowNs);
        bool ordered = ChannelId.MethodOf(channel.Id) == DeliveryMethod.ReliableOrdered;
        if (reader.Bool()) ReadReceiveWindow(ref reader, peer, channel.ReceiveWindow ??= new ReliableReceiveWindow(), ordered);
    }

    private void ReadSendWindow(ref StateReader reader, Peer peer, ReliableSendWindow window, long nowNs)
    {
        window.Base = window.Next = reader.Int(0, Sequence.Count - 1);
        int next = reader.Int(0, Sequence.Count - 1);
        int count = Sequence.Relative(next, window.Base);
        for (int i = 0; i < count && count <= ReliableSendWindow.Size && !reader.Failed; i++)
        {
            ReadOnlySpan<byte> bytes = reader.Bytes(TransportLimits.DatagramBytes);
            ref OutgoingPacket packet = ref window.PacketAt(window.Next);
            packet = new OutgoingPacket
            {
                Buffer = bytes.IsEmpty ? null : RentCopy(bytes),
                Length = bytes.Length,
                Sends = reader.Int(0, int.MaxValue),
                SentNs = nowNs - reader.Long(),
                DueNs = nowNs + reader.Long(),
            };
            window.Next = Sequence.Next(window.Next);
            if (packet.Buffer is not null) CountQueued(peer, packet.Buffer);
        }

        if (window.Next != next) reader.Fail();
        int queued = reader.Int(0, options.QueuedPacketsPerPeerMax);
        for (int i = 0; i < queued && !reader.Failed; i++)
        {
            bool isFragment = reader.Bool();
            ReadOnlySpan<byte> bytes = reader.Bytes(TransportLimits.DatagramBytes);
            if (bytes.Length < (isFragment ? ChanneledHeader.FragmentedBytes : ChanneledHeader.Bytes)) reader.Fail();
            if (reader.Failed) return;
            byte[] buffer = RentCopy(bytes);
            window.Enqueue(new QueuedMessage { Buffer = buffer, Length = bytes.Length, IsFragment = isFragment });
            CountQueued(peer, buffer);
        }
    }

    private void ReadReceiveWindow(ref StateReader reader, Peer peer, ReliableReceiveWindow window, bool ordered)
    {
        window.Start = reader.Int(0, Sequence.Count - 1);
        window.Expected = reader.Int(0, Sequence.Count - 1);
        window.Bits = (ulong)reader.Long();
        if (Sequence.Relative(window.Expected, window.Start) is < 0 or > ReliableReceiveWindow.Size) reader.Fail();
        int held = reader.Int(0, ReliableReceiveWindow.Size);
        for (int i = 0; i < held; i++)
        {
            ReadOnlySpan<byte> bytes = reader.Bytes(TransportLimits.DatagramBytes);
            if (bytes.Length < ChanneledHeader.Bytes) reader.Fail();
            if (reader.Failed) return;
            int sequence = ChanneledHeader.SequenceOf(bytes);
            if (!Sequence.IsValid(sequence) || Sequence.Relative(sequence, window.Expected) is <= 0 or >= ReliableReceiveWindow.Size || window.IsHeld(sequence))
            {
                reader.Fail();
                return;
            }

            byte[] buffer = RentCopy(bytes);
            window.Hold(sequence, buffer, bytes.Length);
            peer.HeldBytes += buffer.Length;
        }

        if (!window.IsConsistent(ordered)) reader.Fail();
    }

    private void ReadFragments(ref StateReader reader, Peer peer)
    {
        int groups = reader.Int(0, options.FragmentGroupsMax);
        for (int i = 0; i < groups && !reader.Failed; i++)
        {
            peer.Fragments ??= new FragmentAssembler(options, pool);
            ushort id = (ushort)reader.Int(0, ushort.MaxValue);
            FragmentGroup group = peer.Fragments.Open(id, reader.Byte(), reader.Int(1, ushort.MaxValue));
            int parts = reader.Int(0, group.PartCount - 1);
            for (int part = 0; part < parts && !reader.Failed; part++)
            {
                int index = reader.Int(0, group.PartCount - 1);
                ReadOnlySpan<byte> bytes = reader.Bytes(TransportLimits.DatagramBytes);
                int position = group.PositionOf(index);
                if (position < 0) reader.Fail();
                if (reader.Failed) return;
                byte[] buffer = RentCopy(bytes);
                group.Insert(position, index, buffer, bytes.Length);
                peer.HeldBytes += buffer.Length;
            }
        }
    }

    private byte[] RentCopy(ReadOnlySpan<byte> bytes)
    {
        byte[] buffer = pool.Rent(bytes.Length);
        bytes.CopyTo(buffer);
        return buffer;
    }

    private static void CountQueued(Peer peer, byte[] buffer)
    {
        peer.QueuedPackets++;
        peer.QueuedBytes += buffer.Length;
    }
}
