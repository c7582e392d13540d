using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// Says which content a room should play by: a pure function of the room and the time, so that it may be asked again and again. Made by whoever publishes content; immutable, as the shard's
/// thread asks it.
/// </summary>
public interface IContentPlan
{
    /// <summary>The edition for a room now; null leaves the room with what it has. Allocates nothing.</summary>
    ContentEdition? EditionFor(RoomId room, Timestamp now);
}
