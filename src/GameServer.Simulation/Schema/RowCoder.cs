using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// The plain bits of one row of quantised fields: whole, as entities first appear and inputs travel, or an input as the difference to another. Such a delta is a changed bit, then one
/// changed bit per field (none if there is a single field), then the change: exponential Golomb of the signed difference for numbers, the plain value for symbols, nothing for
/// bools. Deltas of entities are coded elsewhere.
/// </summary>
internal static class RowCoder
{
    /// <summary>Bits of a kind's whole row with what comes before it, all fields included.</summary>
    public static int FullBits(GameSchema schema, EntityKind kind)
    {
        int bits = schema.KindBits + 8 + 2;
        foreach (FieldSchema field in kind.Fields) bits += field.Bits;
        return bits;
    }

    public static void WriteFull(ref BitWriter writer, ReadOnlySpan<FieldSchema> fields, scoped ReadOnlySpan<int> row)
    {
        for (int i = 0; i < row.Length; i++) writer.Write((uint)row[i], fields[i].Bits);
    }

    public static bool TryReadFull(ref BitReader reader, ReadOnlySpan<FieldSchema> fields, Span<int> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!reader.TryRead(fields[i].Bits, out uint value) || value > (uint)fields[i].Max) return false;
            row[i] = (int)value;
        }

        return true;
    }

    /// <summary>Codes an input against another.</summary>
    public static void WriteDelta(ref BitWriter writer, ReadOnlySpan<FieldSchema> fields, scoped ReadOnlySpan<int> baseline, scoped ReadOnlySpan<int> row)
    {
        bool changed = !row.SequenceEqual(baseline);
        writer.WriteBit(changed);
        if (!changed) return;
        if (fields.Length == 1)
        {
            WriteChange(ref writer, fields[0], baseline[0], row[0]);
            return;
        }

        for (int i = 0; i < fields.Length; i++)
        {
            bool fieldChanged = row[i] != baseline[i];
            writer.WriteBit(fieldChanged);
            if (fieldChanged) WriteChange(ref writer, fields[i], baseline[i], row[i]);
        }
    }

    public static bool TryReadDelta(ref BitReader reader, ReadOnlySpan<FieldSchema> fields, ReadOnlySpan<int> baseline, Span<int> row)
    {
        baseline.CopyTo(row);
        if (!reader.TryReadBit(out bool changed)) return false;
        return !changed || TryReadChanges(ref reader, fields, row);
    }

    // The row holds the baseline's values and takes the new ones in their place.
    private static bool TryReadChanges(ref BitReader reader, ReadOnlySpan<FieldSchema> fields, Span<int> row)
    {
        if (fields.Length == 1) return TryReadChange(ref reader, fields[0], row[0], out row[0]);
        for (int i = 0; i < fields.Length; i++)
        {
            if (!reader.TryReadBit(out bool fieldChanged)) return false;
            if (fieldChanged && !TryReadChange(ref reader, fields[i], row[i], out row[i])) return false;
        }

        return true;
    }

    private static void WriteChange(ref BitWriter writer, FieldSchema field, int baseline, int value)
    {
        switch (field.Kind)
        {
            case FieldKind.Number or FieldKind.QuaternionPart:
                writer.WriteExpGolomb(BitMath.ZigZag(value - baseline) - 1, field.TypicalBits);
                break;
            case FieldKind.Cyclic:
                writer.WriteExpGolomb(BitMath.ZigZag(ShortWay(value - baseline, field.Max + 1)) - 1, field.TypicalBits);
                break;
            case FieldKind.Symbol or FieldKind.QuaternionLargest:
                writer.Write((uint)value, field.Bits);
                break;
            case FieldKind.Bool:
                break;
        }
    }

    private static bool TryReadChange(ref BitReader reader, FieldSchema field, int baseline, out int value)
    {
        value = 0;
        switch (field.Kind)
        {
            case FieldKind.Number or FieldKind.QuaternionPart:
                if (!reader.TryReadExpGolomb(field.TypicalBits, out uint number) || number == uint.MaxValue) return false;
                long wide = (long)baseline + BitMath.UnZigZag(number + 1);
                value = (int)wide;
                return wide >= 0 && wide <= field.Max;
            case FieldKind.Cyclic:
                if (!reader.TryReadExpGolomb(field.TypicalBits, out uint turn) || turn > (uint)field.Max) return false;
                value = (baseline + BitMath.UnZigZag(turn + 1)) & field.Max;
                return true;
            case FieldKind.Symbol or FieldKind.QuaternionLargest:
                bool read = reader.TryRead(field.Bits, out uint symbol) && symbol <= (uint)field.Max;
                value = (int)symbol;
                return read;
            default:
                value = 1 - baseline;
                return true;
        }
    }

    /// <summary>A difference modulo <paramref name="steps"/> (a power of two), in −steps/2 .. steps/2 − 1.</summary>
    private static int ShortWay(int difference, int steps) => ((difference + (steps >> 1)) & (steps - 1)) - (steps >> 1);
}
