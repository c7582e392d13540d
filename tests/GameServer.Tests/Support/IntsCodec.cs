using System;
using System.Runtime.InteropServices;
using GameServer.Simulation;

namespace GameServer.Tests;

/// <summary>A component that is stored as it is sent: a struct of ints, one per field, already quantised.</summary>
internal sealed class IntsCodec<T>(ComponentSchema schema) : ComponentCodec<T>(schema)
    where T : unmanaged
{
    public override void Capture(ReadOnlySpan<T> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        foreach (ushort slot in slots)
        {
            ReadOnlySpan<int> fields = MemoryMarshal.Cast<T, int>(values.Slice(slot, 1));
            for (int i = 0; i < Schema.Fields.Length; i++) columns[i][slot] = fields[i];
        }
    }

    public override T Apply(ReadOnlySpan<int> fields)
    {
        T value = default;
        fields.CopyTo(MemoryMarshal.Cast<T, int>(MemoryMarshal.CreateSpan(ref value, 1)));
        return value;
    }
}
