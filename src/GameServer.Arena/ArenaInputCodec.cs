using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>8 + 8 + 10 + 1 + 1 bits.</summary>
public sealed class ArenaInputCodec() : ComponentCodec<ArenaInput>(new ComponentSchema(
    "input",
    Visibility.Everyone,
    FieldSchema.Quantized("moveX", -1, 1, 1.0 / 127, 0.1),
    FieldSchema.Quantized("moveY", -1, 1, 1.0 / 127, 0.1),
    FieldSchema.Angle("aim", 1024, 0.1),
    FieldSchema.Bool("fire"),
    FieldSchema.Bool("dash")))
{
    public static readonly ArenaInputCodec Instance = new();

    public override void Capture(ReadOnlySpan<ArenaInput> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        foreach (ushort slot in slots)
        {
            ref readonly ArenaInput input = ref values[slot];
            columns[0][slot] = Schema.Fields[0].Quantize(input.MoveX);
            columns[1][slot] = Schema.Fields[1].Quantize(input.MoveY);
            columns[2][slot] = Schema.Fields[2].QuantizeAngle(input.Aim);
            columns[3][slot] = input.Fire ? 1 : 0;
            columns[4][slot] = input.Dash ? 1 : 0;
        }
    }

    public override ArenaInput Apply(ReadOnlySpan<int> fields) => new()
    {
        MoveX = Schema.Fields[0].Dequantize(fields[0]),
        MoveY = Schema.Fields[1].Dequantize(fields[1]),
        Aim = Schema.Fields[2].Dequantize(fields[2]),
        Fire = fields[3] != 0,
        Dash = fields[4] != 0,
    };
}
