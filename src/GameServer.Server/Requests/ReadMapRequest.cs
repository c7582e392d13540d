using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>Looks at where a room's entities are, as its last tick left them. Entities without a place are left out.</summary>
/// <param name="only">Which room.</param>
/// <param name="rows">Where they go, kind by kind: the first ones when there are more.</param>
/// <param name="lines">Where what stands in the room goes, as far as there is room for it; null when nobody wants it.</param>
public sealed class ReadMapRequest(RoomId only, MapRow[] rows, OutlineLine[]? lines = null) : ShardRequest
{
    private int _lineCount;

    /// <summary>What kinds and places mean; null when the shard does not have the room.</summary>
    public GameSchema? Schema { get; private set; }

    /// <summary>The tick they were there.</summary>
    public Tick Tick { get; private set; }

    /// <summary>Entities with a place, more than there was room for if it is larger than <see cref="Rows"/>.</summary>
    public int Total { get; private set; }

    /// <summary>What stands in the room and is no entity.</summary>
    public ReadOnlySpan<OutlineLine> Lines => lines.AsSpan(0, _lineCount);

    /// <summary>What was found.</summary>
    public ReadOnlySpan<MapRow> Rows => rows.AsSpan(0, Math.Min(Total, rows.Length));

    protected internal override void Apply(Shard shard, Timestamp now)
    {
        foreach (Room room in shard.Rooms.All)
        {
            if (room.Id == only) Read(room);
        }
    }

    private void Read(Room room)
    {
        Schema = room.Schema;
        Tick = room.Tick;
        if (lines is not null && room.Simulation.Game.Outline is { } outline) _lineCount = Math.Min(lines.Length, outline.Read(room.World, lines));
        if (room.Schema.Position is not { } position || !room.History.Holds(room.Tick)) return;
        ReadOnlySpan<int> xs = room.History.Column(room.Tick, position.ColumnX);
        ReadOnlySpan<int> ys = room.History.Column(room.Tick, position.ColumnY);
        foreach (EntityKind kind in room.Schema.Kinds)
        {
            if (!kind.Has(position.Component)) continue;
            foreach (ushort slot in room.World.Slots(kind))
            {
                if (!room.World.IsAlive(slot) || Total++ >= rows.Length) continue;
                rows[Total - 1] = new MapRow { Kind = (byte)kind.Index, Team = room.World.TeamOf(slot), Owner = room.World.OwnerOf(slot), X = xs[slot], Y = ys[slot] };
            }
        }
    }
}
