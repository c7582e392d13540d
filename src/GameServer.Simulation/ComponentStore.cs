using System;

namespace GameServer.Simulation;

/// <summary>One component's column in one world.</summary>
internal abstract class ComponentStore
{
    /// <summary>Resets the component of a slot that a new entity takes.</summary>
    public abstract void Clear(int slot);

    /// <summary>Quantises the component of the listed slots.</summary>
    public abstract void Capture(ReadOnlySpan<ushort> slots, in ColumnBlock columns);
}

/// <summary>One component's column in one world: plain structs by slot, no object per entity.</summary>
internal sealed class ComponentStore<T>(ComponentCodec<T>? codec, int entityCapacity) : ComponentStore
    where T : unmanaged
{
    public readonly T[] Values = new T[entityCapacity];

    public override void Clear(int slot) => Values[slot] = default;

    public override void Capture(ReadOnlySpan<ushort> slots, in ColumnBlock columns) => codec?.Capture(Values, slots, columns);
}
