using System;
using GameServer.Core;
using GameServer.Transport.Channels;
using GameServer.Transport.Outgoing;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Handshake;

/// <summary>
/// How connections end: our goodbye (after what was promised has arrived), theirs, silence, a broken limit. Whatever the way, the handler hears of it once and
/// the address is remembered for a few seconds.
/// </summary>
internal sealed class PeerCloser(TransportOptions options, PeerTable peers, ClosedTable closed, DatagramSink sink, TransportCounters counters)
{
    // Guessing a connection time needs far more tries than this allows.
    private const int AbusePerSecondMax = 8;

    private readonly long _timeoutNs = options.DisconnectTimeoutMs * Timestamp.NanosecondsPerMillisecond;
    private readonly long _retryNs = options.DisconnectRetryMs * Timestamp.NanosecondsPerMillisecond;
    private readonly long _drainNs = options.DrainTimeoutMs * Timestamp.NanosecondsPerMillisecond;

    /// <summary>Our goodbye. The handler is told, and the exchange begins, at the next flush.</summary>
    public void Begin(Peer peer, ReadOnlySpan<byte> data, long nowNs)
    {
        if (peer.State is not (PeerState.Connected or PeerState.Outgoing)) return;
        peer.AttemptData = data.IsEmpty || data.Length > DisconnectPacket.DataBytesMax ? [] : data.ToArray();
        peer.DisconnectUntold = true;
        peers.SetState(peer, peer.State == PeerState.Connected ? PeerState.Draining : PeerState.Closing, nowNs);
        peer.Attempts = 0;
        peer.AttemptDueNs = nowNs;
        peers.Timers.Schedule(peer.Index, nowNs);
        peers.MarkDirty(peer);
    }

    /// <summary>Ends a connection now, from this side, without asking the other.</summary>
    public void Close(Peer peer, DisconnectReason reason, ReadOnlySpan<byte> data, Timestamp now, ITransportHandler handler)
    {
        if (reason == DisconnectReason.LimitExceeded) SendDisconnect(peer, default);
        Remove(peer, reason, data, now, handler);
    }

    /// <summary>Timers of one peer, and the news it still has for the handler. False when the peer is gone.</summary>
    public bool Advance(Peer peer, Timestamp now, ITransportHandler handler)
    {
        if (peer.DisconnectUntold)
        {
            peer.DisconnectUntold = false;
            counters.Disconnects++;
            handler.Disconnected(peer.Id, DisconnectReason.DisconnectCalled, default);
        }

        long nowNs = now.Nanoseconds;
        switch (peer.State)
        {
            case PeerState.Connected when nowNs - peer.LastReceivedNs > _timeoutNs:
                Remove(peer, DisconnectReason.Timeout, default, now, handler);
                return false;
            case PeerState.Draining when IsDrained(peer) || nowNs - peer.StateSinceNs >= _drainNs:
                peers.SetState(peer, PeerState.Closing, nowNs);
                peer.AttemptDueNs = nowNs;
                return AdvanceClosing(peer, now, handler);
            case PeerState.Draining:
                peers.Timers.Schedule(peer.Index, peer.StateSinceNs + _drainNs);
                return true;
            case PeerState.Closing:
                return AdvanceClosing(peer, now, handler);
            default:
                return true;
        }
    }

    /// <summary>After a flush: a goodbye that waits for nothing any more leaves in the same flush.</summary>
    public void AdvanceDrained(Peer peer, long nowNs)
    {
        if (peer.DisconnectUntold || !IsDrained(peer)) return;
        peers.SetState(peer, PeerState.Closing, nowNs);
        SendDisconnect(peer, peer.AttemptData);
        peer.AttemptDueNs = nowNs + _retryNs;
        peers.Timers.Schedule(peer.Index, peer.AttemptDueNs);
    }

    public void HandleDisconnect(Peer peer, ReadOnlySpan<byte> packet, Timestamp now, ITransportHandler handler)
    {
        if (DisconnectPacket.ConnectTimeOf(packet) != peer.ConnectTime || IsAbusive(peer, now.Nanoseconds))
        {
            CountAbuse(peer, now.Nanoseconds);
            counters.Drop(DropReason.ForgedDisconnect);
            return;
        }

        SendShutdownOk(peer.Endpoint, peer.Line);
        DisconnectReason reason = peer.State == PeerState.Outgoing ? DisconnectReason.ConnectionRejected : DisconnectReason.RemoteConnectionClose;
        Remove(peer, reason, DisconnectPacket.DataOf(packet), now, handler);
    }

    public void HandleShutdownOk(Peer peer, Timestamp now)
    {
        if (peer.State != PeerState.Closing || peer.DisconnectUntold)
        {
            counters.Drop(DropReason.WrongState);
            return;
        }

        Forget(peer, now.Nanoseconds);
    }

    public void SendShutdownOk(in Endpoint to, WireLine line)
    {
        Span<byte> packet = stackalloc byte[1];
        packet[0] = line.Header(PacketKind.ShutdownOk, 0);
        sink.SendPacket(packet, to);
    }

    /// <summary>Goodbye with the given identity: to a peer, to an address that asked, or once more to one that is already gone.</summary>
    public void SendDisconnect(in Endpoint to, WireLine line, int number, long connectTime, ReadOnlySpan<byte> data)
    {
        Span<byte> packet = stackalloc byte[DisconnectPacket.BytesMin + DisconnectPacket.DataBytesMax];
        int length = DisconnectPacket.Write(packet, line.Header(PacketKind.Disconnect, number), connectTime, data);
        sink.SendPacket(packet[..length], to);
    }

    /// <summary>At most a few odd packets per second and peer are looked at; the rest is noise or an attack.</summary>
    public static bool IsAbusive(Peer peer, long nowNs) => peer.AbuseCount >= AbusePerSecondMax && nowNs - peer.AbuseSinceNs < Timestamp.NanosecondsPerSecond;

    public static void CountAbuse(Peer peer, long nowNs)
    {
        if (nowNs - peer.AbuseSinceNs >= Timestamp.NanosecondsPerSecond)
        {
            peer.AbuseSinceNs = nowNs;
            peer.AbuseCount = 0;
        }

        peer.AbuseCount++;
    }

    /// <summary>Removes without telling anybody: the other side agreed, or never knew.</summary>
    public void Forget(Peer peer, long nowNs)
    {
        closed.Add(new ClosedPeer { Endpoint = peer.Endpoint, Line = peer.Line, Number = peer.Number, ConnectTime = peer.ConnectTime, ClosedNs = nowNs });
        peers.Remove(peer, nowNs);
    }

    private bool AdvanceClosing(Peer peer, Timestamp now, ITransportHandler handler)
    {
        long nowNs = now.Nanoseconds;
        if (nowNs - peer.StateSinceNs > _timeoutNs)
        {
            Forget(peer, nowNs);
            return false;
        }

        if (nowNs >= peer.AttemptDueNs)
        {
            SendDisconnect(peer, peer.AttemptData);
            peer.AttemptDueNs = nowNs + _retryNs;
        }

        peers.Timers.Schedule(peer.Index, peer.AttemptDueNs);
        return true;
    }

    private void Remove(Peer peer, DisconnectReason reason, ReadOnlySpan<byte> data, Timestamp now, ITransportHandler handler)
    {
        // Ours was the goodbye: the handler has been told, or is told that instead.
        bool told = peer.State is PeerState.Draining or PeerState.Closing && !peer.DisconnectUntold;
        if (peer.DisconnectUntold) reason = DisconnectReason.DisconnectCalled;
        PeerId id = peer.Id;
        Forget(peer, now.Nanoseconds);
        if (told) return;
        counters.Disconnects++;
        handler.Disconnected(id, reason, data);
    }

    private void SendDisconnect(Peer peer, ReadOnlySpan<byte> data) => SendDisconnect(peer.Endpoint, peer.Line, peer.Number, peer.ConnectTime, data);

    private static bool IsDrained(Peer peer)
    {
        for (int i = 0; i < peer.ChannelCount; i++)
        {
            Channel channel = peer.Channels[i]!;
            if (channel.SendWindow is { IsEmpty: false } || channel.SequencedSend.Packet is not null || channel.AckDue) return false;
        }

        return peer.ArenaHead == MessageArena.None;
    }
}
