using System;
using System.Linq;
using System.Reflection;
using System.Text;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// How a game's components lie in memory. A saved room holds them as they lie, so it can be loaded where this hash is the same: same kinds and components, same fields in the same order,
/// the ones that stay on the server included. Computed once, at start.
/// </summary>
public static class StateLayout
{
    /// <summary>Raised when the format of a saved room changes.</summary>
    private const int FormatVersion = 2;

    /// <summary>The hash for one game.</summary>
    public static ulong HashOf(GameSchema schema)
    {
        StringBuilder text = new($"format {FormatVersion}, schema {schema.Hash:x16}\n");
        foreach (ComponentKey key in schema.Components)
        {
            text.Append(key.Name);
            Describe(text, key.GetType().GetGenericArguments()[0], 0);
        }

        foreach (EntityKind kind in schema.Kinds) text.Append(kind.Name).AppendJoin(',', kind.Keys.ToArray().Select(key => key.Index)).Append('\n');
        return StateHasher.OfText(text.ToString());
    }

    private static void Describe(StringBuilder text, Type type, int depth)
    {
        const int DepthMax = 16;   // a struct cannot contain itself, but a primitive's field has its own type
        text.Append('{').Append(type.FullName);
        bool isLeaf = type.IsPrimitive || type.IsEnum || depth == DepthMax;
        FieldInfo[] fields = isLeaf ? [] : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        foreach (FieldInfo field in fields.OrderBy(field => field.MetadataToken))
        {
            text.Append(field.Name);
            Describe(text, field.FieldType, depth + 1);
        }

        if (type.IsEnum) text.Append(type.GetEnumUnderlyingType().Name);
        if (type.StructLayoutAttribute is { } layout) text.Append(layout.Value).Append(layout.Size).Append(layout.Pack);
        text.Append('}');
    }
}
