using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>1/64 unit and 1/256 turn: half a centimetre on a ship one metre wide.</summary>
public sealed class BodyCodec() : ComponentCodec<Body>(new ComponentSchema(
    "body",
    Visibility.Everyone,
    FieldSchema.Quantized("x", 0, ArenaRules.WorldSize, ArenaRules.Grid, 0.5),
    FieldSchema.Quantized("y", 0, ArenaRules.WorldSize, ArenaRules.Grid, 0.5),
    FieldSchema.Angle("angle", 256, 0.2)))
{
    public static readonly BodyCodec Instance = new();

    public override void Capture(ReadOnlySpan<Body> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        FieldSchema position = Schema.Fields[0];
        FieldSchema angle = Schema.Fields[2];
        Span<int> x = columns[0];
        Span<int> y = columns[1];
        Span<int> turn = columns[2];
        foreach (ushort slot in slots)
        {
            ref readonly Body body = ref values[slot];
            x[slot] = position.Quantize(body.X);
            y[slot] = position.Quantize(body.Y);
            turn[slot] = angle.QuantizeAngle(body.Angle);
        }
    }

    public override Body Apply(ReadOnlySpan<int> fields) => new()
    {
        X = Schema.Fields[0].Dequantize(fields[0]),
        Y = Schema.Fields[1].Dequantize(fields[1]),
        Angle = Schema.Fields[2].Dequantize(fields[2]),
    };

    public override Body Interpolate(Body from, Body to, float t) => new()
    {
        X = from.X + ((to.X - from.X) * t),
        Y = from.Y + ((to.Y - from.Y) * t),
        Angle = from.Angle + (MathF.IEEERemainder(to.Angle - from.Angle, 2 * MathF.PI) * t),
    };
}
