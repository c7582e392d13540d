using System;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Where one quantised field of a row comes from when its reader declares the row otherwise than its writer: from the field of the same name and kind, at the reader's own
/// precision and within its bounds, or else from a default.
/// </summary>
internal readonly struct FieldMapping
{
    private readonly FieldSchema? _from;   // null: nothing to read, or nothing to convert
    private readonly FieldSchema? _to;
    private readonly int _source;          // index in the writer's row, −1 for none
    private readonly int _default;

    private FieldMapping(FieldSchema? from, FieldSchema? to, int source, int defaultValue)
    {
        _from = from;
        _to = to;
        _source = source;
        _default = defaultValue;
    }

    /// <summary>A field that the writer does not have.</summary>
    public static FieldMapping Missing(int defaultValue) => new(null, null, -1, defaultValue);

    /// <summary>A field that both have under one name. One whose kind changed means something else now, and counts as missing.</summary>
    public static FieldMapping Between(FieldSchema from, int source, FieldSchema to, int defaultValue)
    {
        if (from.Kind != to.Kind) return Missing(defaultValue);
        bool same = from.Max == to.Max && from.Origin == to.Origin && from.Step == to.Step;
        return same ? new FieldMapping(null, null, source, defaultValue) : new FieldMapping(from, to, source, defaultValue);
    }

    /// <summary>The field's value in the reader's terms.</summary>
    /// <param name="row">The writer's row; shorter than the mapping knows when this viewer is not sent all of it.</param>
    public int Map(ReadOnlySpan<int> row)
    {
        if ((uint)_source >= (uint)row.Length) return _default;
        int value = row[_source];
        return _from is null ? value : Requantize(_from, _to!, value);
    }

    // Value → game units → the other precision. A symbol is a number in an enum: one that the reader does not have becomes its last.
    private static int Requantize(FieldSchema from, FieldSchema to, int value)
    {
        switch (to.Kind)
        {
            case FieldKind.Number or FieldKind.QuaternionPart:
                double steps = Math.Round((from.Origin + (value * from.Step) - to.Origin) / to.Step);
                return steps > 0 ? (int)Math.Min(steps, to.Max) : 0;
            case FieldKind.Cyclic:
                return (int)((long)Math.Round(value * from.Step / to.Step) & to.Max);
            default:
                return Math.Min(value, to.Max);
        }
    }
}
