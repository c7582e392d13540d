using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>A set of slots in insertion order, with removal that keeps the order: the order of iteration is part of the simulation's result.</summary>
internal sealed class SlotList(int capacity)
{
    private readonly ushort[] _slots = new ushort[capacity];
    private int _count;

    public ReadOnlySpan<ushort> Slots => _slots.AsSpan(0, _count);

    public void Add(ushort slot) => _slots[_count++] = slot;

    public void Remove(ushort slot)
    {
        int index = Slots.IndexOf(slot);
        Check.That(index >= 0);
        _slots.AsSpan(index + 1, _count - index - 1).CopyTo(_slots.AsSpan(index));
        _count--;
    }

    public void Clear() => _count = 0;

    public void Save(StateWriter state)
    {
        state.Write(_count);
        state.WriteColumn(Slots);
    }

    public void Load(ref StateReader state)
    {
        _count = state.ReadCount(_slots.Length);
        state.ReadColumn(_slots.AsSpan(0, _count));
        foreach (ushort slot in Slots) state.Require(slot < _slots.Length);
        if (state.Failed) _count = 0;
    }
}
