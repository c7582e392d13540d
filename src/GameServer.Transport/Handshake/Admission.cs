using System;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Handshake;

/// <summary>
/// Who may come in: the rate of the address's prefix, room here and for the address, a challenge under pressure, and last the layer above. Nothing is
/// remembered of those who may not.
/// </summary>
internal sealed class Admission(
    TransportOptions options, PeerTable peers, PendingTable? pendingPeers, PrefixBuckets? buckets, PeerCloser closer, SecretStream secrets, TransportCounters counters)
{
    private readonly Challenge _challenge = new(secrets);

    /// <summary>
    /// Judges a request that has no connection yet, or one to replace <paramref name="live"/>. A refusal has been sent when it returns false.
    /// </summary>
    public bool TryAdmit(
        Peer? live, in Endpoint from, in ConnectRequestPacket request, int bytes, long nowNs, ITransportHandler handler, out bool isProven)
    {
        isProven = false;
        if (!buckets!.TryTake(from, nowNs, options.ConnectsPerPrefixPerSecond))
        {
            counters.Drop(DropReason.ConnectRate);
            return false;
        }

        if (live is null && (peers.IsFull || IsAddressFull(from)))
        {
            counters.Drop(DropReason.ServerFull);
            Reject(from, request, bytes, default);
            return false;
        }

        isProven = _challenge.TryVerify(request.Data, from, request.ConnectTime, nowNs, out ReadOnlySpan<byte> data);
        if (!isProven && MustChallenge())
        {
            SendChallenge(from, request, nowNs);
            return false;
        }

        if (!isProven && pendingPeers!.IsFull)
        {
            counters.Drop(DropReason.PendingFull);
            return false;
        }

        ConnectDecision decision = handler.ConnectRequested(from, data);
        if (decision.Accepted) return true;
        if (!decision.RejectData.IsEmpty) Reject(from, request, bytes, decision.RejectData.Span);
        else counters.ConnectsRejected++;
        return false;
    }

    private bool IsAddressFull(in Endpoint from) =>
        options.PeersPerAddressMax > 0 && !PrefixBuckets.IsLoopback(from) && peers.CountOf(from) >= options.PeersPerAddressMax;

    private bool MustChallenge() => options.Challenges switch
    {
        ChallengeMode.Always => true,
        ChallengeMode.UnderPressure => options.VerifiesReturnPath && pendingPeers!.Count >= pendingPeers.Capacity * 3 / 4,
        _ => false,
    };

    // 25 bytes for at least 34: less than was asked with, so nobody can be flooded by it.
    private void SendChallenge(in Endpoint to, in ConnectRequestPacket request, long nowNs)
    {
        counters.Challenges++;
        Span<byte> data = stackalloc byte[Challenge.Bytes];
        _challenge.Write(data, to, request.ConnectTime, nowNs);
        closer.SendDisconnect(to, request.Line, request.Number, request.ConnectTime, data);
    }

    // The number in a rejection is the request's own: before it is accepted, that is the only one the client listens to.
    private void Reject(in Endpoint from, in ConnectRequestPacket request, int bytes, ReadOnlySpan<byte> data)
    {
        counters.ConnectsRejected++;
        bool fits = DisconnectPacket.BytesMin + data.Length <= bytes && data.Length <= DisconnectPacket.DataBytesMax;
        if (!fits) counters.Drop(DropReason.AnswerWithheld);
        closer.SendDisconnect(from, request.Line, request.Number, request.ConnectTime, fits ? data : default);
    }
}
