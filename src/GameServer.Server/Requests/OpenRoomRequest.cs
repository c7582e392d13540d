using GameServer.Core;

namespace GameServer.Server;

/// <summary>Lets players into a room that <see cref="Shard.Prepare"/> has made. Its log begins with it.</summary>
public sealed class OpenRoomRequest(PreparedRoom room) : ShardRequest
{
    /// <summary>False when the shard is stopping, and opens nothing any more.</summary>
    public bool IsOpened { get; private set; }

    protected internal override void Apply(Shard shard, Timestamp now) => IsOpened = shard.TryOpen(room, now);
}
