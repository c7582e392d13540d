using GameServer.Core;

namespace GameServer.Server;

/// <summary>Sample for the next two minutes where snapshot bits and time go; ask again to go on. The answer is on <see cref="Shard.Attribution"/>.</summary>
public sealed class AttributeRequest : ShardRequest
{
    protected internal override void Apply(Shard shard, Timestamp now) => shard.Attribution.Ask(shard.Rooms, now);
}
