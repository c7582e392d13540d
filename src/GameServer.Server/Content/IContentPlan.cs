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

    /// <summary>UTC ticks from which on the answer may be another; <see cref="long.MaxValue"/> for never. Until then, and as long as nobody sets the clock back, nobody asks.</summary>
    long NextChangeTicks(Timestamp now);

    /// <summary>Whether a player who joins any room should rather be led to this one than to others: where a version is on trial with some of the players.</summary>
    bool Suits(RoomId room, string player) => true;
}
