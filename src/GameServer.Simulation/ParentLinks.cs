using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>Which entity hangs on which, as one id per slot. No cycles, and no chain longer than <see cref="Limits.ParentDepth"/> links.</summary>
internal sealed class ParentLinks(int capacity)
{
    private readonly EntityId[] _parents = new EntityId[capacity];
    private readonly bool[] _hasHadChild = new bool[capacity];   // false saves looking for them

    /// <summary>Links that are set, those to parents that died included.</summary>
    public int Count { get; private set; }

    public EntityId this[ushort child] => _parents[child];

    /// <summary>A new entity takes the slot, or the old one ended.</summary>
    public void Reset(ushort slot)
    {
        Detach(slot);
        _hasHadChild[slot] = false;
    }

    public void Detach(ushort child)
    {
        if (!_parents[child].IsNone) Count--;
        _parents[child] = EntityId.None;
    }

    /// <returns>False, and nothing changes, when the link would close a cycle or make a chain too long.</returns>
    public bool TryAttach(World world, EntityId child, EntityId parent)
    {
        int above = 1;
        for (EntityId ancestor = parent; !ancestor.IsNone; ancestor = world.ParentOf(ancestor.Slot))
        {
            if (ancestor == child) return false;
            above++;
        }

        int links = above - 1 + (_hasHadChild[child.Slot] ? LinksBelow(world, child) : 0);
        if (links > Limits.ParentDepth) return false;
        Detach(child.Slot);
        _parents[child.Slot] = parent;
        _hasHadChild[parent.Slot] = true;
        Count++;
        return true;
    }

    public void Save(StateWriter state, int slots)
    {
        state.WriteColumn<EntityId>(_parents.AsSpan(0, slots));
        state.WriteColumn<bool>(_hasHadChild.AsSpan(0, slots));
    }

    public void Load(ref StateReader state, int slots)
    {
        Array.Clear(_parents, 0, _parents.Length);
        Array.Clear(_hasHadChild, 0, _hasHadChild.Length);
        state.ReadColumn(_parents.AsSpan(0, slots));
        state.ReadColumn(_hasHadChild.AsSpan(0, slots));
        Count = 0;
        foreach (EntityId parent in _parents) Count += parent.IsNone ? 0 : 1;
    }

    /// <summary>Length of the longest chain that hangs on an entity: a look at every slot, which only moving a parent costs.</summary>
    private int LinksBelow(World world, EntityId top)
    {
        int longest = 0;
        for (int slot = 0; slot < world.SlotCount; slot++)
        {
            if (!world.IsAlive((ushort)slot)) continue;
            int links = 1;
            for (EntityId ancestor = world.ParentOf((ushort)slot); !ancestor.IsNone; ancestor = world.ParentOf(ancestor.Slot), links++)
            {
                if (ancestor == top) longest = Math.Max(longest, links);
            }
        }

        return longest;
    }
}
