using System;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests.Property.Model;

/// <summary>
/// A game made of corner cases: every field kind, one-field components, rows that are empty for all but the owner or the team, a kind with nothing to replicate at all, each
/// relevancy.
/// </summary>
internal static class ModelSchema
{
    public const int FieldSize = 256;
    public const double EnterRadius = 40;
    public const double LeaveRadius = 55;

    public static readonly ComponentKey<Ints> Spot;
    public static readonly ComponentKey<Ints> Looks;
    public static readonly ComponentKey<Ints> Flag;
    public static readonly ComponentKey<Ints> Secret;
    public static readonly ComponentKey<Ints> Orders;
    public static readonly ComponentKey<Ints> Hidden;
    public static readonly GameSchema Schema;

    static ModelSchema()
    {
        GameSchemaBuilder builder = new("model");
        Spot = builder.Component(new IntsCodec<Ints>(new ComponentSchema(
            "spot",
            Visibility.Everyone,
            FieldSchema.Quantized("x", 0, FieldSize, 0.25, 1),
            FieldSchema.Quantized("y", 0, FieldSize, 0.25, 1))));
        Secret = builder.Component(new IntsCodec<Ints>(new ComponentSchema(
            "secret",
            Visibility.Owner,
            FieldSchema.Integer("ammo", 0, 99, 1),
            FieldSchema.Symbol("card", 52))));
        Orders = builder.Component(new IntsCodec<Ints>(new ComponentSchema(
            "orders",
            Visibility.Team,
            FieldSchema.Symbol("order", 9),
            FieldSchema.Integer("supply", 0, 500, 4))));
        Looks = builder.Component(new IntsCodec<Ints>(new ComponentSchema(
            "looks",
            Visibility.Everyone,
            FieldSchema.Angle("turn", 64, 0.3),
            FieldSchema.Symbol("mood", 7),
            FieldSchema.Bool("lit"),
            FieldSchema.Integer("wide", int.MinValue / 2, int.MaxValue / 2, 3),
            FieldSchema.Symbol("constant", 1))));
        Hidden = builder.ServerComponent<Ints>("hidden");
        Flag = builder.Component(new IntsCodec<Ints>(new ComponentSchema("flag", Visibility.Everyone, FieldSchema.Bool("up"))));

        builder.Kind("walker", Relevancy.Near, 2, Spot, Looks, Secret, Orders, Flag, Hidden);
        builder.Kind("rock", Relevancy.Near, 0.5f, Spot);
        builder.Kind("clock", Relevancy.Always, 1, Looks);
        builder.Kind("purse", Relevancy.Always, 1, Secret);
        builder.Kind("ghost", Relevancy.Always, 1, Hidden);
        builder.Kind("hand", Relevancy.Owner, 4, Secret, Flag);
        builder.Kind("banner", Relevancy.Team, 2, Orders, Flag);
        builder.Kind("lamp", Relevancy.Near, 1, Spot, Flag, Secret);
        builder.Input(new IntsCodec<Ints>(new ComponentSchema("input", Visibility.Everyone, FieldSchema.Integer("step", -3, 3, 1), FieldSchema.Bool("go"))));
        builder.Interest(Spot, 0, 1, EnterRadius, LeaveRadius);
        Schema = builder.Build();
    }

    /// <summary>The storage of one component of one entity, as ints.</summary>
    public static Span<int> Fields(World world, ComponentKey component, ushort slot)
    {
        return MemoryMarshal.Cast<Ints, int>(world.Column((ComponentKey<Ints>)component).Slice(slot, 1))[..component.Schema!.Fields.Length];
    }

    /// <summary>Any value the field can hold, its bounds more often than chance would.</summary>
    public static int AnyValue(FieldSchema field, ref Prng prng) => prng.NextInt(8) switch
    {
        0 => 0,
        1 => field.Max,
        _ => field.Max == int.MaxValue ? prng.NextInt(int.MaxValue) : prng.NextInt(field.Max + 1),
    };

    /// <summary>A value near the present one, as most changes are.</summary>
    public static int NearValue(FieldSchema field, int value, ref Prng prng)
    {
        long moved = (long)value + prng.NextInt(-6, 7);
        return field.Kind == FieldKind.Cyclic ? (int)(moved & field.Max) : (int)Math.Clamp(moved, 0, field.Max);
    }
}
