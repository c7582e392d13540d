using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>12 + 12 + 6 + 6 + 9 bits.</summary>
public sealed class HelmCodec() : ComponentCodec<Helm>(new ComponentSchema(
    "helm",
    Visibility.Owner,
    FieldSchema.Quantized("velocityX", -ArenaRules.VelocityMax, ArenaRules.VelocityMax, ArenaRules.Grid, 1),
    FieldSchema.Quantized("velocityY", -ArenaRules.VelocityMax, ArenaRules.VelocityMax, ArenaRules.Grid, 1),
    FieldSchema.Integer("fireCooldown", 0, 63, 2),
    FieldSchema.Integer("dashTicks", 0, 63, 2),
    FieldSchema.Integer("respawnTicks", 0, 511, 2)))
{
    public static readonly HelmCodec Instance = new();

    public override void Capture(ReadOnlySpan<Helm> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        foreach (ushort slot in slots)
        {
            ref readonly Helm helm = ref values[slot];
            columns[0][slot] = Schema.Fields[0].Quantize(helm.VelocityX);
            columns[1][slot] = Schema.Fields[1].Quantize(helm.VelocityY);
            columns[2][slot] = Math.Clamp(helm.FireCooldown, 0, 63);
            columns[3][slot] = Math.Clamp(helm.DashTicks, 0, 63);
            columns[4][slot] = Math.Clamp(helm.RespawnTicks, 0, 511);
        }
    }

    public override Helm Apply(ReadOnlySpan<int> fields) => new()
    {
        VelocityX = Schema.Fields[0].Dequantize(fields[0]),
        VelocityY = Schema.Fields[1].Dequantize(fields[1]),
        FireCooldown = fields[2],
        DashTicks = fields[3],
        RespawnTicks = fields[4],
    };
}
