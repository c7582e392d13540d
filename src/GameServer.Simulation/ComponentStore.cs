using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>One component's column in one world.</summary>
internal abstract class ComponentStore
{
    /// <summary>Resets the component of a slot that a new entity takes.</summary>
    public abstract void Clear(int slot);

    /// <summary>Quantises the component of the listed slots.</summary>
    public abstract void Capture(ReadOnlySpan<ushort> slots, in ColumnBlock columns);

    /// <summary>Sets the component of the listed slots to what their quantised fields say.</summary>
    public abstract void Restore(ReadOnlySpan<ushort> slots, in ColumnBlock columns);

    /// <summary>Saves the column of the first <paramref name="slots"/> slots, every bit of it.</summary>
    public abstract void Save(StateWriter state, int slots);

    /// <summary>Loads what <see cref="Save"/> saved.</summary>
    public abstract void Load(ref StateReader state, int slots);
}

/// <summary>One component's column in one world: plain structs by slot, no object per entity.</summary>
internal sealed class ComponentStore<T>(ComponentCodec<T>? codec, int entityCapacity) : ComponentStore
    where T : unmanaged
{
    public readonly T[] Values = new T[entityCapacity];

    public override void Clear(int slot) => Values[slot] = default;

    public override void Capture(ReadOnlySpan<ushort> slots, in ColumnBlock columns) => codec?.Capture(Values, slots, columns);

    public override void Restore(ReadOnlySpan<ushort> slots, in ColumnBlock columns)
    {
        Span<int> fields = stackalloc int[Limits.RowFields];
        fields = fields[..codec!.Schema.Fields.Length];
        foreach (ushort slot in slots)
        {
            for (int i = 0; i < fields.Length; i++) fields[i] = columns[i][slot];
            Values[slot] = codec.Apply(fields);
        }
    }

    public override void Save(StateWriter state, int slots) => state.WriteColumn<T>(Values.AsSpan(0, slots));

    public override void Load(ref StateReader state, int slots) => state.ReadColumn(Values.AsSpan(0, slots));
}
