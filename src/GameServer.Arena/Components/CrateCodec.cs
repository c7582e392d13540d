using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>1 + 1 bits.</summary>
public sealed class CrateCodec() : ComponentCodec<Crate>(new ComponentSchema(
    "crate",
    Visibility.Everyone,
    FieldSchema.Symbol("content", 2),
    FieldSchema.Bool("present")))
{
    public static readonly CrateCodec Instance = new();

    public override void Capture(ReadOnlySpan<Crate> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        Span<int> content = columns[0];
        Span<int> present = columns[1];
        foreach (ushort slot in slots)
        {
            content[slot] = (int)values[slot].Content;
            present[slot] = values[slot].IsPresent ? 1 : 0;
        }
    }

    public override Crate Apply(ReadOnlySpan<int> fields) => new() { Content = (CrateContent)fields[0], IsPresent = fields[1] != 0 };
}
