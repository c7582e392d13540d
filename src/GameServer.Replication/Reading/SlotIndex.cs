using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// Where the entity in a slot stands among those in sight: open addressing with linear probing, four bytes a cell. A table with a cell per slot of the room would be
/// simpler, but at 20 kB a client a swarm of bots would miss the cache with each entity it decodes; this one is 512 bytes for 64 entities.
/// </summary>
internal sealed class SlotIndex
{
    private const uint Free = uint.MaxValue;   // slot 65,535 is never used
    private const int FirstBits = 6;

    private uint[] _cells = NewCells(FirstBits);   // slot << 16 | index
    private int _shift = 32 - FirstBits;
    private int _count;

    public bool TryFind(ushort slot, out int index)
    {
        uint[] cells = _cells;
        int mask = cells.Length - 1;
        for (int position = HomeOf(slot); ; position = (position + 1) & mask)
        {
            uint cell = cells[position];
            index = (int)(cell & 0xFFFF);
            if (cell >> 16 == slot) return true;
            if (cell != Free) continue;
            index = -1;
            return false;
        }
    }

    /// <summary>Fetches this object, and a step later by <see cref="Prefetch"/> the whole table.</summary>
    public void PrefetchOwn() => CacheLine.Fetch(ref _cells);

    public void Prefetch()
    {
        for (int i = 0; i < 1 << (32 - _shift); i += 16) CacheLine.Fetch(_cells, i);
    }

    /// <summary>Adds a slot, or moves it to another index.</summary>
    public void Set(ushort slot, int index)
    {
        if ((_count + 1) * 2 > _cells.Length) Grow();
        int position = PositionOf(slot);
        if (_cells[position] == Free) _count++;
        _cells[position] = ((uint)slot << 16) | (uint)index;
    }

    /// <summary>Removes a slot that is there, and closes the gap: no probe may end before what it looks for.</summary>
    public void Remove(ushort slot)
    {
        int mask = _cells.Length - 1;
        int gap = PositionOf(slot);
        if (_cells[gap] == Free) return;
        _count--;
        for (int position = (gap + 1) & mask; _cells[position] != Free; position = (position + 1) & mask)
        {
            // A cell may move back only to where its probe passes: not before its home.
            int home = HomeOf((ushort)(_cells[position] >> 16));
            if (((position - home) & mask) < ((position - gap) & mask)) continue;
            _cells[gap] = _cells[position];
            gap = position;
        }

        _cells[gap] = Free;
    }

    private static uint[] NewCells(int bits)
    {
        uint[] cells = new uint[1 << bits];
        Array.Fill(cells, Free);
        return cells;
    }

    // Fibonacci hashing: neighbouring slots, which are common, land far apart.
    private int HomeOf(ushort slot) => (int)((slot * 0x9E37_79B1u) >> _shift);

    private int PositionOf(ushort slot)
    {
        int mask = _cells.Length - 1;
        int position = HomeOf(slot);
        while (_cells[position] != Free && _cells[position] >> 16 != slot) position = (position + 1) & mask;
        return position;
    }

    private void Grow()
    {
        uint[] old = _cells;
        _shift--;
        _cells = NewCells(32 - _shift);
        foreach (uint cell in old)
        {
            if (cell != Free) _cells[PositionOf((ushort)(cell >> 16))] = cell;
        }
    }
}
