using GameServer.Core;

namespace GameServer.Server;

/// <summary>Admit nobody and say goodbye to everyone.</summary>
public sealed class StopRequest : ShardRequest
{
    protected internal override void Apply(Shard shard, Timestamp now) => shard.Stop();
}
