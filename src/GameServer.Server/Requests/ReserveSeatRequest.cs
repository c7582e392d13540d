using GameServer.Core;

namespace GameServer.Server;

/// <summary>Keeps a seat of a room free for a player who is on the way to it; half a minute at most.</summary>
/// <param name="room">Which room.</param>
/// <param name="playerId">For whom. A player whom the server gave an id comes as another, and finds no seat kept.</param>
public sealed class ReserveSeatRequest(RoomId room, string playerId) : ShardRequest
{
    /// <summary>Whether there is such a room here.</summary>
    public bool IsFound { get; private set; }

    /// <summary>Whether it had a free seat.</summary>
    public bool IsReserved { get; private set; }

    protected internal override void Apply(Shard shard, Timestamp now)
    {
        IsFound = shard.Rooms.TryFind(room.Value, out Room? found);
        IsReserved = found is not null && shard.Sessions.Desk.TryReserve(found, playerId, now);
    }
}
