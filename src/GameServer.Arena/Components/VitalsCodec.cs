using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>7 + 2 bits.</summary>
public sealed class VitalsCodec() : ComponentCodec<Vitals>(new ComponentSchema(
    "vitals",
    Visibility.Everyone,
    FieldSchema.Integer("health", 0, ArenaRules.HealthMax, 20),
    FieldSchema.Symbol("state", 3)))
{
    public static readonly VitalsCodec Instance = new();

    public override void Capture(ReadOnlySpan<Vitals> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        Span<int> health = columns[0];
        Span<int> state = columns[1];
        foreach (ushort slot in slots)
        {
            health[slot] = Math.Clamp(values[slot].Health, 0, ArenaRules.HealthMax);
            state[slot] = (int)values[slot].State;
        }
    }

    public override Vitals Apply(ReadOnlySpan<int> fields) => new() { Health = fields[0], State = (ShipState)fields[1] };
}
