using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>1 bit.</summary>
public sealed class ShotCodec() : ComponentCodec<Shot>(new ComponentSchema("shot", Visibility.Everyone, FieldSchema.Symbol("team", ArenaRules.Teams)))
{
    public static readonly ShotCodec Instance = new();

    public override void Capture(ReadOnlySpan<Shot> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        Span<int> team = columns[0];
        foreach (ushort slot in slots) team[slot] = values[slot].Team;
    }

    public override Shot Apply(ReadOnlySpan<int> fields) => new() { Team = fields[0] };
}
