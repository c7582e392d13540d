using GameServer.Core;

namespace GameServer.Server;

/// <summary>Has a shard follow another plan for its rooms' content.</summary>
/// <param name="plan">Every version in it must be where the shard's journal looks for content, if it has one.</param>
public sealed class ContentRequest(IContentPlan plan) : ShardRequest
{
    protected internal override void Apply(Shard shard, Timestamp now) => shard.Content.Follow(plan);
}
