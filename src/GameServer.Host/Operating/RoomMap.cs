using System.Collections.Generic;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.Host.Operating;

/// <summary>Where the entities of a room were after a tick.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Kinds">Names of the game's kinds of entities.</param>
/// <param name="Entities">Those with a place, kind by kind.</param>
/// <param name="Total">As many as there are: more than <paramref name="Entities"/> if there are more than an operator is shown.</param>
internal sealed record RoomMap(uint Tick, IReadOnlyList<string> Kinds, IReadOnlyList<MapEntity> Entities, int Total)
{
    /// <summary>What stands in the room and is no entity: walls, for one.</summary>
    public IReadOnlyList<OutlineLine> Lines { get; init; } = [];

    public static RoomMap Of(ReadMapRequest read)
    {
        GameSchema schema = read.Schema!;
        List<string> kinds = [];
        foreach (EntityKind kind in schema.Kinds) kinds.Add(kind.Name);
        MapEntity[] entities = new MapEntity[read.Rows.Length];
        if (schema.Position is { } position)
        {
            FieldSchema x = position.Component.Schema!.Fields[position.FieldX];
            FieldSchema y = position.Component.Schema.Fields[position.FieldY];
            for (int i = 0; i < entities.Length; i++)
            {
                MapRow row = read.Rows[i];
                entities[i] = new MapEntity(row.Kind, row.Team, row.Owner?.Value, x.Dequantize(row.X), y.Dequantize(row.Y));
            }
        }

        return new RoomMap(read.Tick.Value, kinds, entities, read.Total) { Lines = read.Lines.ToArray() };
    }
}
