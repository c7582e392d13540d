using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests;

/// <summary>Builds of one game, as far apart as chance will have it: names come from a small pool, so two of them share some kinds, components and fields.</summary>
internal static class RandomSchema
{
    public static GameSchema Draw(ref Prng prng)
    {
        GameSchemaBuilder builder = new("evolving");
        List<ComponentKey> components = [];
        foreach (int index in Pick(ref prng, 6, 1)) components.Add(builder.Component(new ShiftedCodec(Component($"c{index}", ref prng))));
        if (prng.NextChance(0.3)) components.Add(builder.ServerComponent<Ints>("hidden"));
        foreach (int index in Pick(ref prng, 5, 1))
        {
            ComponentKey[] own = [.. Pick(ref prng, components.Count, 0).Select(i => components[i])];
            builder.Kind($"k{index}", prng.NextChance(0.5) ? Relevancy.Always : Relevancy.Owner, 1, own);
        }

        builder.Input(new ShiftedCodec(Component("input", ref prng)));
        return builder.Build();
    }

    private static ComponentSchema Component(string name, ref Prng prng)
    {
        List<FieldSchema> fields = [];
        foreach (int index in Pick(ref prng, 8, 1)) fields.Add(Field($"f{index}", prng.NextChance(0.7) ? index : prng.NextInt(6), ref prng));
        if (prng.NextChance(0.6)) return new ComponentSchema(name, (Visibility)prng.NextInt(3), [.. fields]);
        Visibility[] seenBy = new Visibility[fields.Count];
        for (int i = 0; i < seenBy.Length; i++) seenBy[i] = (Visibility)prng.NextInt(3);
        return new ComponentSchema(name, [.. fields.Zip(seenBy.Order(), (field, visibility) => field.SeenBy(visibility))]);
    }

    private static FieldSchema Field(string name, int kind, ref Prng prng)
    {
        double min = prng.NextInt(-50, 51);
        double size = prng.NextInt(1, 200);
        return (kind % 6) switch
        {
            0 or 1 => FieldSchema.Quantized(name, min, min + size, size / prng.NextInt(1, 5_000), 1),
            2 => FieldSchema.Integer(name, (int)min, (int)(min + size), 1),
            3 => FieldSchema.Angle(name, 2 << prng.NextInt(12), 0.1),
            4 => FieldSchema.Symbol(name, prng.NextInt(1, 20)),
            _ => FieldSchema.Bool(name),
        };
    }

    // Some of 0..count − 1, in any order.
    private static List<int> Pick(ref Prng prng, int count, int atLeast)
    {
        List<int> left = [.. Enumerable.Range(0, count)];
        List<int> picked = [];
        int wanted = count == 0 ? 0 : prng.NextInt(atLeast, count + 1);
        while (picked.Count < wanted)
        {
            int at = prng.NextInt(left.Count);
            picked.Add(left[at]);
            left.RemoveAt(at);
        }

        return picked;
    }
}
