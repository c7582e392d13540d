using System;
using GameServer.Core;

namespace GameServer.Server;

/// <summary>Looks at the rooms of a shard.</summary>
/// <param name="rows">Where they go, in order: the first ones when there are more.</param>
/// <param name="only">The one room to look at; null for all.</param>
/// <param name="withHashes">Whether to hash each room's state, which takes some 10 ns for each field of each entity.</param>
public sealed class ReadRoomsRequest(RoomRow[] rows, RoomId? only, bool withHashes) : ShardRequest
{
    /// <summary>Rooms there are, more than there was room for if it is larger than <see cref="Rows"/>.</summary>
    public int Total { get; private set; }

    /// <summary>What was found.</summary>
    public ReadOnlySpan<RoomRow> Rows => rows.AsSpan(0, Math.Min(Total, rows.Length));

    protected internal override void Apply(Shard shard, Timestamp now)
    {
        foreach (Room room in shard.Rooms.All)
        {
            if (only is { } wanted && room.Id != wanted) continue;
            if (Total++ < rows.Length) Fill(ref rows[Total - 1], room);
        }
    }

    private void Fill(ref RoomRow row, Room room)
    {
        row.Room = room.Id;
        row.Tick = room.Tick;
        row.DurableTick = room.DurableTick;
        row.TickRateHz = room.TickRateHz;
        row.PlayerCount = room.AttachedCount;
        row.InterruptedCount = room.InterruptedCount;
        row.PlayerCapacity = room.PlayerCapacity;
        row.EntityCount = room.EntityCount;
        row.EntityCapacity = room.EntityCapacity;
        row.StateHash = withHashes && !room.Tick.IsNone ? room.StateHash : 0;
        row.ContentVersion = room.ContentVersion;
        row.ContentAnnounced = room.ContentAnnounced;
        row.LateTickCount = room.Schedule.LateCount;
        row.ForgivenTickCount = room.Schedule.ForgivenCount;
        row.LatenessNs = room.Schedule.LatenessNs;
        row.SimulationNs = room.SimulationNs;
        row.SnapshotBytes = room.Replication.ByteCount;
    }
}
