using System;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Client;

/// <summary>The last states of one entity that others than its owner are shown, oldest first in a ring.</summary>
internal sealed class EntityTrack(int rowFields)
{
    private const int StatesMax = 32;   // a second at 30 Hz: more than any delay that is still playable

    private readonly Tick[] _ticks = new Tick[StatesMax];
    private readonly int[] _rows = new int[StatesMax * rowFields];
    private int _first;
    private int _fields;

    public ReplicatedEntity Entity { get; private set; }

    public int Count { get; private set; }

    /// <summary>When it came into sight.</summary>
    public Tick Since { get; private set; }

    /// <summary>When it went out of sight; none while it is in it.</summary>
    public Tick Until { get; set; }

    public Tick NewestTick => TickAt(Count - 1);

    public void Start(in ReplicatedEntity entity, Tick since)
    {
        Entity = entity;
        Since = since;
        Until = Tick.None;
        _first = 0;
        Count = 0;
    }

    public Tick TickAt(int index) => _ticks[(_first + index) % StatesMax];

    public ReadOnlySpan<int> RowAt(int index) => _rows.AsSpan((_first + index) % StatesMax * rowFields, _fields);

    public void Add(Tick tick, ReadOnlySpan<int> row)
    {
        if (Count == StatesMax) _first = (_first + 1) % StatesMax;
        else Count++;
        int place = (_first + Count - 1) % StatesMax;
        _ticks[place] = tick;
        _fields = row.Length;
        row.CopyTo(_rows.AsSpan(place * rowFields, row.Length));
    }

    /// <summary>Index of the newest state that is not newer than a moment; 0 when all are.</summary>
    public int IndexAt(double tick)
    {
        int index = Count - 1;
        while (index > 0 && TickAt(index).Value > tick) index--;
        return index;
    }
}
