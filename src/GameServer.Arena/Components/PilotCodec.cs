using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>1 + 12 bits.</summary>
public sealed class PilotCodec() : ComponentCodec<Pilot>(new ComponentSchema(
    "pilot",
    Visibility.Everyone,
    FieldSchema.Symbol("team", ArenaRules.Teams),
    FieldSchema.Integer("score", 0, ArenaRules.ScoreMax, 1)))
{
    public static readonly PilotCodec Instance = new();

    public override void Capture(ReadOnlySpan<Pilot> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        Span<int> team = columns[0];
        Span<int> score = columns[1];
        foreach (ushort slot in slots)
        {
            team[slot] = values[slot].Team;
            score[slot] = Math.Min(values[slot].Score, ArenaRules.ScoreMax);
        }
    }

    public override Pilot Apply(ReadOnlySpan<int> fields) => new() { Team = fields[0], Score = fields[1] };
}
