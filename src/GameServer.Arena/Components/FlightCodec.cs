using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>10 + 8 bits.</summary>
public sealed class FlightCodec() : ComponentCodec<Flight>(new ComponentSchema(
    "flight",
    Visibility.Owner,
    FieldSchema.Angle("heading", 1024, 0.1),
    FieldSchema.Symbol("firedAt", 256)))
{
    public static readonly FlightCodec Instance = new();

    public override void Capture(ReadOnlySpan<Flight> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        Span<int> heading = columns[0];
        Span<int> firedAt = columns[1];
        foreach (ushort slot in slots)
        {
            heading[slot] = Schema.Fields[0].QuantizeAngle(values[slot].Heading);
            firedAt[slot] = values[slot].FiredAt & 255;
        }
    }

    public override Flight Apply(ReadOnlySpan<int> fields) => new() { Heading = Schema.Fields[0].Dequantize(fields[0]), FiredAt = fields[1] };
}
