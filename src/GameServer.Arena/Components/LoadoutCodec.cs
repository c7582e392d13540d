using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>6 + 8 bits.</summary>
public sealed class LoadoutCodec() : ComponentCodec<Loadout>(new ComponentSchema(
    "loadout",
    Visibility.Owner,
    FieldSchema.Integer("ammo", 0, ArenaRules.AmmoMax, 1),
    FieldSchema.Integer("dashCooldown", 0, 255, 2)))
{
    public static readonly LoadoutCodec Instance = new();

    public override void Capture(ReadOnlySpan<Loadout> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        Span<int> ammo = columns[0];
        Span<int> dash = columns[1];
        foreach (ushort slot in slots)
        {
            ammo[slot] = Math.Clamp(values[slot].Ammo, 0, ArenaRules.AmmoMax);
            dash[slot] = Math.Clamp(values[slot].DashCooldown, 0, 255);
        }
    }

    public override Loadout Apply(ReadOnlySpan<int> fields) => new() { Ammo = fields[0], DashCooldown = fields[1] };
}
