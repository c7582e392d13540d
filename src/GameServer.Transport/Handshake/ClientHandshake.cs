using System;
using GameServer.Core;
using GameServer.Transport.Outgoing;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Handshake;

/// <summary>Client role: ask until accepted, refused or tired, and what a server may still say about the connection itself.</summary>
internal sealed class ClientHandshake(TransportOptions options, PeerTable peers, PeerCloser closer, DatagramSink sink, TransportCounters counters)
{
    // "I do not know you" ends a connection only as the answer to our own identity, within this time and without a sign of life in between.
    private const long IdentityValidNs = 2 * Timestamp.NanosecondsPerSecond;
    private const long IdentityIntervalNs = 500 * Timestamp.NanosecondsPerMillisecond;

    private readonly long _retryNs = options.ConnectRetryMs * Timestamp.NanosecondsPerMillisecond;

    /// <summary>Repeats the request when due. False when the peer is gone.</summary>
    public bool Advance(Peer peer, Timestamp now, ITransportHandler handler)
    {
        if (peer.State != PeerState.Outgoing) return true;
        if (now.Nanoseconds >= peer.AttemptDueNs)
        {
            if (peer.Attempts > options.ConnectRetriesMax)
            {
                closer.Close(peer, DisconnectReason.ConnectionFailed, default, now, handler);
                return false;
            }

            peer.Attempts++;
            peer.AttemptDueNs = now.Nanoseconds + _retryNs;
            SendRequest(peer);
        }

        peers.Timers.Schedule(peer.Index, peer.AttemptDueNs);
        return true;
    }

    public void SendRequest(Peer peer)
    {
        Span<byte> request = stackalloc byte[TransportLimits.DatagramBytes];
        int length = ConnectRequestPacket.Write(request, peer.Line, peer.Number, peer.ConnectTime, peer.Index, peer.Endpoint, peer.AttemptData);
        sink.SendPacket(request[..length], peer.Endpoint);
    }

    /// <summary>
    /// A refusal that is a challenge is answered: the same request again, with the challenge in front of its data. The first one at once. Each request that was under way
    /// meanwhile brings one more, and none of them is a refusal: the newest goes out with the next repeat, since an older one may be out of date by then.
    /// </summary>
    public bool TryAnswerChallenge(Peer peer, ReadOnlySpan<byte> disconnect)
    {
        ReadOnlySpan<byte> data = DisconnectPacket.DataOf(disconnect);
        if (peer.State != PeerState.Outgoing || !Challenge.IsChallenge(data)) return false;
        if (DisconnectPacket.ConnectTimeOf(disconnect) != peer.ConnectTime) return false;
        if (peer.HasAnsweredChallenge)
        {
            data.CopyTo(peer.AttemptData);
            return true;
        }

        peer.HasAnsweredChallenge = true;
        byte[] answer = new byte[data.Length + peer.AttemptData.Length];
        data.CopyTo(answer);
        peer.AttemptData.CopyTo(answer, data.Length);
        peer.AttemptData = answer;
        SendRequest(peer);
        return true;
    }

    public void HandleAccept(Peer peer, ReadOnlySpan<byte> packet, Timestamp now, ITransportHandler handler)
    {
        if (!ConnectAcceptPacket.TryRead(packet, out ConnectAcceptPacket accept) || accept.ConnectTime != peer.ConnectTime || peer.Role != PeerRole.Client)
        {
            counters.Drop(DropReason.Malformed);
            return;
        }

        // Accepts are repeated; only the first one changes anything.
        if (peer.State != PeerState.Outgoing) return;
        peer.Number = (byte)accept.Number;
        peer.RemoteId = accept.PeerId;
        peer.AttemptData = [];
        peer.AttemptDueNs = long.MinValue;
        peer.LastReceivedNs = now.Nanoseconds;
        peer.PingDueNs = now.Nanoseconds;
        peer.MtuProbeDueNs = now.Nanoseconds;
        peers.SetState(peer, PeerState.Connected, now.Nanoseconds);
        peers.MarkDirty(peer);
        counters.ConnectsAccepted++;
        handler.Connected(peer.Id);
    }

    public void HandleInvalidProtocol(Peer peer, Timestamp now, ITransportHandler handler)
    {
        if (peer.State == PeerState.Outgoing) closer.Close(peer, DisconnectReason.InvalidProtocol, default, now, handler);
        else counters.Drop(DropReason.WrongState);
    }

    public void HandlePeerNotFound(Peer peer, ReadOnlySpan<byte> packet, Timestamp now, ITransportHandler handler)
    {
        // A server does not roam, and silence decides better than a forgeable byte.
        if (peer.Role != PeerRole.Client || peer.State != PeerState.Connected)
        {
            counters.Drop(DropReason.ForgedPeerNotFound);
            return;
        }

        long nowNs = now.Nanoseconds;
        bool identitySent = peer.AttemptDueNs != long.MinValue;
        long sinceIdentityNs = identitySent ? nowNs - peer.AttemptDueNs : long.MaxValue;
        if (packet.Length == 1 && sinceIdentityNs > IdentityIntervalNs)
        {
            peer.AttemptDueNs = nowNs;
            Span<byte> identity = stackalloc byte[ConnectAcceptPacket.Bytes];
            ConnectAcceptPacket.Write(identity, peer.Line.Header(PacketKind.PeerNotFound, 0), peer.ConnectTime, peer.Number, true, peer.RemoteId);
            sink.SendPacket(identity, peer.Endpoint);

            // Another path may be narrower.
            peer.MtuIndex = peer.MtuProbedBytes = 0;
            peer.MtuBytes = MtuPacket.Table[0] - sink.ExtraBytes;
            return;
        }

        if (packet.Length == 2 && packet[1] == 1 && sinceIdentityNs < IdentityValidNs && peer.LastReceivedNs < peer.AttemptDueNs)
        {
            closer.Close(peer, DisconnectReason.PeerNotFound, default, now, handler);
            return;
        }

        counters.Drop(DropReason.ForgedPeerNotFound);
    }
}
