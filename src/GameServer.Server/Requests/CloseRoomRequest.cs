using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// Sends everybody away from a room and lets nobody in. The room goes on until its game has heard who left and all that it promised to players is stored; then it is gone from
/// <see cref="Shard.Rooms"/>.
/// </summary>
/// <param name="room">Which room.</param>
/// <param name="text">For its players to read.</param>
public sealed class CloseRoomRequest(RoomId room, string text) : ShardRequest
{
    /// <summary>Whether there is such a room, open.</summary>
    public bool IsFound { get; private set; }

    /// <summary>Whether it was the shard's only one that is open: nothing was done.</summary>
    public bool IsLast { get; private set; }

    protected internal override void Apply(Shard shard, Timestamp now)
    {
        IsFound = shard.Rooms.TryFind(room.Value, out Room? found);
        IsLast = found is not null && shard.Rooms.OpenCount == 1;
        if (found is not null && !IsLast) shard.Sessions.Desk.CloseRoom(found, text);
    }
}
