using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Server;

/// <summary>Tells something to the players who are connected.</summary>
/// <param name="notice">What.</param>
/// <param name="room">Those of one room; null for all.</param>
/// <param name="session">The one with this key; null for all.</param>
public sealed class NoticeRequest(Notice notice, RoomId? room = null, ulong? session = null) : ShardRequest
{
    /// <summary>Players who were told.</summary>
    public int ToldCount { get; private set; }

    /// <summary>Players who were not: their clients do not read notices, or cannot take more now.</summary>
    public int UntoldCount { get; private set; }

    protected internal override void Apply(Shard shard, Timestamp now)
    {
        foreach (Room candidate in shard.Rooms.All)
        {
            if (room is { } wanted && candidate.Id != wanted) continue;
            foreach (Session player in candidate.Sessions)
            {
                if (!player.IsAttached || (session is { } key && player.Key != key)) continue;
                if (shard.Sessions.TryTell(player, notice)) ToldCount++;
                else UntoldCount++;
            }
        }
    }
}
