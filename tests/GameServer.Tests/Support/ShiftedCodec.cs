using System;
using System.Runtime.InteropServices;
using GameServer.Simulation;

namespace GameServer.Tests;

/// <summary>
/// A component stored as ints, whose zero is no field's zero: field i of an untouched struct is quantised to (i + 1) modulo the field's range, so that defaults can be told
/// from values that were forgotten.
/// </summary>
internal sealed class ShiftedCodec(ComponentSchema schema) : ComponentCodec<Ints>(schema)
{
    public static int DefaultOf(ComponentSchema schema, int field) => (int)((field + 1) % (schema.Fields[field].Max + 1L));

    public override void Capture(ReadOnlySpan<Ints> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        foreach (ushort slot in slots)
        {
            ReadOnlySpan<int> fields = MemoryMarshal.Cast<Ints, int>(values.Slice(slot, 1));
            for (int i = 0; i < Schema.Fields.Length; i++) columns[i][slot] = (int)((fields[i] + (long)DefaultOf(Schema, i)) % (Schema.Fields[i].Max + 1L));
        }
    }

    public override Ints Apply(ReadOnlySpan<int> fields)
    {
        Ints value = default;
        Span<int> stored = MemoryMarshal.Cast<Ints, int>(MemoryMarshal.CreateSpan(ref value, 1));
        for (int i = 0; i < Schema.Fields.Length; i++)
        {
            long range = Schema.Fields[i].Max + 1L;
            stored[i] = (int)((fields[i] - DefaultOf(Schema, i) + range) % range);
        }

        return value;
    }
}
