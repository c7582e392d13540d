using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Server;

/// <summary>Lets nobody new in, or does so again. Who has a seat keeps it, and comes back to it when the connection is lost.</summary>
/// <param name="drain">How the server leaves; null when it stays after all.</param>
/// <param name="notice">What players are told now.</param>
public sealed class DrainRequest(Drain? drain, Notice notice) : ShardRequest
{
    protected internal override void Apply(Shard shard, Timestamp now)
    {
        shard.Sessions.Desk.Drain = drain;
        new NoticeRequest(notice).Run(shard, now);
    }
}
