using System;
using GameServer.Core;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>Looks at the connections of a shard, joined or not.</summary>
/// <param name="rows">Where they go: the first ones when there are more.</param>
public sealed class ReadPeersRequest(PeerRow[] rows) : ShardRequest
{
    /// <summary>Connections there are, more than there was room for if it is larger than <see cref="Rows"/>.</summary>
    public int Total { get; private set; }

    /// <summary>What was found.</summary>
    public ReadOnlySpan<PeerRow> Rows => rows.AsSpan(0, Math.Min(Total, rows.Length));

    protected internal override void Apply(Shard shard, Timestamp now)
    {
        foreach (Connection? connection in shard.Sessions.Connections)
        {
            if (connection is null || !shard.Transport.TryRead(connection.Peer, out PeerReport peer)) continue;
            if (Total++ >= rows.Length) continue;
            rows[Total - 1] = new PeerRow
            {
                Index = connection.Peer.Index,
                State = connection.State,
                Peer = peer,
                AgeNs = now.Since(connection.ConnectedAt),
                SilentNs = now.Nanoseconds - peer.LastReceivedNs,
                PlayerId = connection.Session?.PlayerId ?? "",
            };
        }
    }
}
