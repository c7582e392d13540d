using GameServer.Core;
using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>One connection, for an operator.</summary>
/// <param name="Shard">Index of its shard.</param>
/// <param name="Peer">The shard's number of it; given again once it is gone.</param>
/// <param name="Endpoint">Address and port.</param>
/// <param name="State">Waiting, LoggingIn, Attached or Closing.</param>
/// <param name="Player">Id of the player it carries; empty for none.</param>
/// <param name="AgeSeconds">Since it began.</param>
/// <param name="SilentSeconds">Since something was received.</param>
/// <param name="RttMs">Smoothed round-trip time.</param>
/// <param name="BytesIn">Bytes received.</param>
/// <param name="BytesOut">Bytes sent.</param>
/// <param name="QueuedPackets">Reliable packets that are not acknowledged or wait to be sent.</param>
/// <param name="QueuedBytes">Their bytes.</param>
/// <param name="MtuBytes">Largest datagram the path is known to carry.</param>
internal sealed record PeerView(
    int Shard,
    int Peer,
    string Endpoint,
    string State,
    string Player,
    double AgeSeconds,
    double SilentSeconds,
    int RttMs,
    long BytesIn,
    long BytesOut,
    int QueuedPackets,
    int QueuedBytes,
    int MtuBytes)
{
    public static PeerView Of(in PeerRow row, int shard) => new(
        shard,
        row.Index,
        row.Peer.Endpoint.ToString(),
        row.State.ToString(),
        row.PlayerId,
        row.AgeNs / (double)Timestamp.NanosecondsPerSecond,
        row.SilentNs / (double)Timestamp.NanosecondsPerSecond,
        row.Peer.RttMs,
        row.Peer.BytesIn,
        row.Peer.BytesOut,
        row.Peer.QueuedPackets,
        row.Peer.QueuedBytes,
        row.Peer.MtuBytes);
}
