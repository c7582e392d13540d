using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// The past states a client keeps of its entities, as linked lists in one slab, newest first: a server may code against any state the client has acknowledged.
/// Grows when needed and then never again.
/// </summary>
internal sealed class StatePool(int rowFields)
{
    public const int None = -1;

    private const int FirstCapacity = 64;

    private int[] _rows = new int[FirstCapacity * rowFields];
    private Tick[] _ticks = new Tick[FirstCapacity];
    private int[] _older = NewLinks(FirstCapacity, 0);
    private int _free;

    public Tick TickOf(int state) => _ticks[state];

    public Span<int> Row(int state, int fields) => _rows.AsSpan(state * rowFields, fields);

    /// <summary>Inserts a state into the list that starts at <paramref name="newest"/>, in tick order; a state of that tick is overwritten.</summary>
    public void Insert(ref int newest, Tick tick, ReadOnlySpan<int> row)
    {
        int newer = None;
        int older = newest;
        while (older != None && _ticks[older] > tick)
        {
            newer = older;
            older = _older[older];
        }

        int state = older != None && _ticks[older] == tick ? older : Take(ref newest, newer, older);
        _ticks[state] = tick;
        row.CopyTo(_rows.AsSpan(state * rowFields, row.Length));
    }

    /// <summary>The newest state that is not newer than <paramref name="tick"/>.</summary>
    public int FindAtOrBefore(int newest, Tick tick)
    {
        while (newest != None && _ticks[newest] > tick) newest = _older[newest];
        return newest;
    }

    /// <summary>Fetches both ends of the row a delta against <paramref name="named"/> starts from, and of the oldest row, whose place the new state will take.</summary>
    public void PrefetchRows(int newest, Tick named)
    {
        int baseline = None;
        int oldest = newest;
        for (int state = newest; state != None; state = _older[state])
        {
            oldest = state;
            if (baseline == None && _ticks[state] <= named) baseline = state;
        }

        if (baseline != None && baseline != oldest) PrefetchRow(baseline);
        if (oldest != None) PrefetchRow(oldest);
    }

    /// <summary>Fetches this object, and a step later by <see cref="Prefetch"/> the ticks and links of all states.</summary>
    public void PrefetchOwn() => CacheLine.Fetch(ref _free);

    public void Prefetch()
    {
        for (int i = 0; i < _ticks.Length; i += 16)
        {
            CacheLine.Fetch(in _ticks[i]);
            CacheLine.Fetch(in _older[i]);
        }
    }

    /// <summary>
    /// Drops every state older than <paramref name="tick"/> but the newest of them, which is what was true at that tick; and keeps the newest <paramref name="count"/> at most.
    /// </summary>
    /// <returns>Tick of the oldest state kept; <see cref="Tick.None"/> when all were.</returns>
    public Tick Trim(ref int newest, Tick tick, int count)
    {
        int newer = None;
        int state = newest;
        while (state != None && count-- > 0)
        {
            bool isLast = _ticks[state] < tick;
            newer = state;
            state = _older[state];
            if (isLast) break;
        }

        if (state == None) return Tick.None;
        DropFrom(ref newest, newer, state);
        return newer == None ? Tick.None : _ticks[newer];
    }

    /// <summary>Drops every state older than <paramref name="tick"/>.</summary>
    public void DropBefore(ref int newest, Tick tick)
    {
        int newer = None;
        int state = newest;
        while (state != None && _ticks[state] >= tick)
        {
            newer = state;
            state = _older[state];
        }

        DropFrom(ref newest, newer, state);
    }

    /// <summary>Keeps the newest <paramref name="count"/> states.</summary>
    public void KeepNewest(ref int newest, int count)
    {
        int newer = None;
        int state = newest;
        while (state != None && count-- > 0)
        {
            newer = state;
            state = _older[state];
        }

        DropFrom(ref newest, newer, state);
    }

    private void PrefetchRow(int state)
    {
        CacheLine.Fetch(in _rows[state * rowFields]);
        CacheLine.Fetch(in _rows[(state * rowFields) + rowFields - 1]);
    }

    private static int[] NewLinks(int capacity, int first)
    {
        int[] links = new int[capacity];
        for (int i = first; i < capacity; i++) links[i] = i + 1 < capacity ? i + 1 : None;
        return links;
    }

    private int Take(ref int newest, int newer, int older)
    {
        if (_free == None) Grow();
        int state = _free;
        _free = _older[state];
        _older[state] = older;
        if (newer == None) newest = state;
        else _older[newer] = state;
        return state;
    }

    private void DropFrom(ref int newest, int newer, int state)
    {
        if (newer == None) newest = None;
        else _older[newer] = None;
        while (state != None)
        {
            int next = _older[state];
            _older[state] = _free;
            _free = state;
            state = next;
        }
    }

    private void Grow()
    {
        int capacity = _ticks.Length;
        int[] links = NewLinks(capacity * 2, capacity);
        Array.Copy(_older, links, capacity);
        _older = links;
        _free = capacity;
        Array.Resize(ref _ticks, capacity * 2);
        Array.Resize(ref _rows, capacity * 2 * rowFields);
    }
}
