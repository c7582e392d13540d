using System;
using GameServer.Core;

namespace GameServer.LoadTest.Simulated;

/// <summary>One tick of a room as the game left it: every living entity with its whole row, and what each player looked at.</summary>
internal sealed class TruthFrame(int entityCapacity, int playerCapacity)
{
    private readonly ushort[] _places = new ushort[entityCapacity];   // by slot: 1 + index of its entity
    private readonly TruthEntity[] _entities = new TruthEntity[entityCapacity];
    private int[] _rows = new int[1024];
    private int _rowWords;
    private int _count;

    public Tick Tick { get; private set; }

    /// <summary>By seat.</summary>
    public EntityId[] Focus { get; } = new EntityId[playerCapacity];

    /// <summary>By seat; −1 for none.</summary>
    public int[] Teams { get; } = new int[playerCapacity];

    public ReadOnlySpan<TruthEntity> Entities => _entities.AsSpan(0, _count);

    public void Begin(Tick tick)
    {
        Tick = tick;
        Array.Clear(_places);
        _count = 0;
        _rowWords = 0;
    }

    /// <summary>Adds an entity; the returned row is to be filled in.</summary>
    public Span<int> Add(EntityId id, byte kind, int owner, int team, int fields)
    {
        while (_rowWords + fields > _rows.Length) Array.Resize(ref _rows, _rows.Length * 2);
        _entities[_count++] = new TruthEntity(id, kind, owner, team, _rowWords);
        _places[id.Slot] = (ushort)_count;
        _rowWords += fields;
        return _rows.AsSpan(_rowWords - fields, fields);
    }

    /// <summary>What lived in a slot at this tick.</summary>
    public bool TryFind(ushort slot, out TruthEntity entity)
    {
        int place = slot < _places.Length ? _places[slot] : 0;
        entity = place > 0 ? _entities[place - 1] : default;
        return place > 0;
    }

    public ReadOnlySpan<int> RowOf(in TruthEntity entity, int fields) => _rows.AsSpan(entity.FirstField, fields);
}
