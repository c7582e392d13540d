using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>1 + 20 bits.</summary>
public sealed class StandingCodec() : ComponentCodec<Standing>(new ComponentSchema(
    "standing",
    Visibility.Everyone,
    FieldSchema.Symbol("team", ArenaRules.Teams),
    FieldSchema.Integer("points", 0, ArenaRules.PointsMax, 2)))
{
    public static readonly StandingCodec Instance = new();

    public override void Capture(ReadOnlySpan<Standing> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        Span<int> team = columns[0];
        Span<int> points = columns[1];
        foreach (ushort slot in slots)
        {
            team[slot] = values[slot].Team;
            points[slot] = Math.Min(values[slot].Points, ArenaRules.PointsMax);
        }
    }

    public override Standing Apply(ReadOnlySpan<int> fields) => new() { Team = fields[0], Points = fields[1] };
}
