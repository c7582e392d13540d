using System;
using GameServer.Core;
using GameServer.Transport.Channels;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Outgoing;

/// <summary>
/// Everything one established peer is owed at a flush, in one datagram if it fits: pong, then per channel its acknowledgement and its data, then what is not
/// repeated. Ends by setting the peer's next deadline. Calls nobody above.
/// </summary>
internal sealed class PeerFlusher(
    TransportOptions options, DatagramBuilder builder, MessageArena arena, BufferPool pool, TimerWheel timers, TransportCounters counters)
{
    public const int ObjectBytes = 80;

    // One flush may send this much of a second's reliable allowance at once.
    private const long PacingBurstNs = 16 * Timestamp.NanosecondsPerMillisecond;

    private const long MtuProbeIntervalNs = Timestamp.NanosecondsPerSecond;
    private const int MtuProbesMax = 3;

    private readonly long _pingIntervalNs = options.PingIntervalMs * Timestamp.NanosecondsPerMillisecond;
    private readonly long _timeoutNs = options.DisconnectTimeoutMs * Timestamp.NanosecondsPerMillisecond;
    private readonly long _pacingBurstBytes = Math.Max(
        options.ReliableBytesPerSecondMax * PacingBurstNs / Timestamp.NanosecondsPerSecond, 2 * TransportLimits.DatagramBytes);

    /// <summary>See <see cref="LiteNetTransport.Prefetch"/>.</summary>
    public void Prefetch(int step)
    {
        if (step == 0) CacheLine.FetchObject(builder, DatagramBuilder.ObjectBytes);
        else builder.Prefetch();
    }

    public void Flush(Peer peer, Timestamp now)
    {
        long nowNs = now.Nanoseconds;
        long deadlineNs = peer.LastReceivedNs + _timeoutNs;
        RefillPacing(peer, nowNs);
        builder.Begin(peer);
        peer.HasOvertaken = false;
        if (peer.PongDue) AddPong(peer, now);
        if (!peer.AreChannelsQuiet) deadlineNs = Math.Min(deadlineNs, FlushChannels(peer, nowNs));
        while (peer.ArenaHead != MessageArena.None) builder.Add(arena.Take(ref peer.ArenaHead));
        peer.ArenaTail = MessageArena.None;
        peer.ArenaBytes = 0;
        if (nowNs >= peer.PingDueNs) AddPing(peer, nowNs);
        builder.End();
        if (options.DiscoversMtu) deadlineNs = Math.Min(deadlineNs, ProbeMtu(peer, nowNs));
        timers.Schedule(peer.Index, Math.Min(deadlineNs, peer.PingDueNs));
    }

    /// <returns>When the first of what they hold is due again.</returns>
    private long FlushChannels(Peer peer, long nowNs)
    {
        long deadlineNs = long.MaxValue;
        peer.AreChannelsQuiet = true;
        for (int i = 0; i < peer.ChannelCount; i++)
        {
            Channel channel = peer.Channels[i]!;
            if (channel.AckDue) AddAck(peer, channel);
            ReliableSendWindow? window = channel.SendWindow is { IsEmpty: false } waiting ? waiting : null;
            if (window is null && channel.SequencedSend.Packet is null) continue;
            peer.AreChannelsQuiet = false;
            deadlineNs = Math.Min(deadlineNs, window is null ? AddDueSequenced(peer, ref channel.SequencedSend, nowNs) : AddDue(peer, channel.Id, window, nowNs));
        }

        return deadlineNs;
    }

    private void RefillPacing(Peer peer, long nowNs)
    {
        long earned = Math.Min(nowNs - peer.PacedAtNs, PacingBurstNs) * options.ReliableBytesPerSecondMax / Timestamp.NanosecondsPerSecond;
        peer.PacingBytes = Math.Min(peer.PacingBytes + earned, _pacingBurstBytes);
        peer.PacedAtNs = nowNs;
    }

    private void AddPong(Peer peer, Timestamp now)
    {
        peer.PongDue = false;
        PingPacket.WritePong(builder.Reserve(PingPacket.PongBytes), peer.Header(PacketKind.Pong), peer.PingAnswered, now.UtcTicks);
        builder.Commit();
    }

    private void AddAck(Peer peer, Channel channel)
    {
        channel.AckDue = false;
        byte header = peer.Header(PacketKind.Ack);
        if (channel.ReceiveWindow is { } window && channel.IsWindowed)
        {
            AckPacket.WriteWindowed(builder.Reserve(AckPacket.WindowedBytes), header, window.Start, channel.Id, window.Bits);
        }
        else
        {
            ChanneledHeader.Write(builder.Reserve(AckPacket.SequencedBytes), header, channel.SequencedReceive.Newest, channel.Id);
        }

        builder.Commit();
    }

    private long AddDue(Peer peer, byte channelId, ReliableSendWindow window, long nowNs)
    {
        window.Fill(peer, channelId, pool, nowNs);
        long resendDelayNs = peer.Rtt.ResendDelayNs;
        long nextNs = long.MaxValue;
        for (int sequence = window.Base; sequence != window.Next; sequence = Sequence.Next(sequence))
        {
            ref OutgoingPacket packet = ref window.PacketAt(sequence);
            if (packet.Buffer is null) continue;
            if (packet.DueNs <= nowNs && peer.PacingBytes > 0)
            {
                builder.Add(packet.Buffer.AsSpan(0, packet.Length));
                peer.PacingBytes -= packet.Length;
                if (packet.Sends++ > 0) counters.Resends++;
                packet.SentNs = nowNs;
                packet.DueNs = nowNs + ReliableSendWindow.ResendDelayNs(packet.Sends, resendDelayNs);
                if (Mutations.Has(Mutation.NeverResend)) packet.DueNs = long.MaxValue;
            }

            nextNs = Math.Min(nextNs, packet.DueNs);
        }

        return nextNs;
    }

    private long AddDueSequenced(Peer peer, ref SequencedSend send, long nowNs)
    {
        if (send.DueNs <= nowNs)
        {
            builder.Add(send.Packet.AsSpan(0, send.PacketBytes));
            if (send.Sends++ > 0) counters.Resends++;
            send.DueNs = nowNs + ReliableSendWindow.ResendDelayNs(send.Sends, peer.Rtt.ResendDelayNs);
        }

        return send.DueNs;
    }

    private void AddPing(Peer peer, long nowNs)
    {
        // Wraps at 15 bits: stock receivers stop answering for hours when the sequence passes 32767.
        peer.PingSequence = (ushort)Sequence.Next(peer.PingSequence);
        peer.PingsSentNs[peer.PingSequence % Peer.PingsRemembered] = nowNs;
        peer.PingDueNs = NextPingNs(peer, nowNs);

        // A client's ping travels alone: three bytes are what a server that forgot us recognises.
        if (peer.Role == PeerRole.Client) builder.End();
        PingPacket.Write(builder.Reserve(PingPacket.Bytes), peer.Header(PacketKind.Ping), peer.PingSequence);
        builder.Commit();
    }

    // A thousand peers who came at once would for ever be pinged at once, and ping at once, which made a tick of each second 3 ms longer: each has its own part of the interval, whenever it came and whatever it was sent
    // in between.
    private long NextPingNs(Peer peer, long nowNs)
    {
        ulong part = StateHasher.Mix((ulong)peer.ConnectTime + (uint)peer.Index + ((ulong)(uint)peer.RemoteId << 32)) % (ulong)_pingIntervalNs;
        long earliestNs = nowNs + (_pingIntervalNs / 2);
        long behindNs = (earliestNs + _pingIntervalNs - (long)part) % _pingIntervalNs;
        return behindNs == 0 ? earliestNs : earliestNs + _pingIntervalNs - behindNs;
    }

    private long ProbeMtu(Peer peer, long nowNs)
    {
        if (peer.MtuProbes >= MtuProbesMax || peer.MtuIndex + 1 >= MtuPacket.Table.Length) return long.MaxValue;
        if (nowNs < peer.MtuProbeDueNs) return peer.MtuProbeDueNs;
        peer.MtuProbes++;
        peer.MtuProbeDueNs = nowNs + MtuProbeIntervalNs;
        peer.MtuProbedBytes = builder.SendProbe(MtuPacket.Table[peer.MtuIndex + 1]);
        return peer.MtuProbeDueNs;
    }
}
