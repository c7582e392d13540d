using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// What a client of another build shows: the entities it holds whose kind it knows, in its own terms. Made anew when first looked at after a snapshot, in memory that
/// grows to the largest view and then no more.
/// </summary>
internal sealed class MappedEntities(SchemaMapping mapping, HeldEntities held)
{
    private readonly int _rowFields = LongestRow(mapping.Local);
    private readonly SlotIndex _indexes = new();
    private ReplicatedEntity[] _entities = [];
    private int[] _rows = [];
    private int _count;
    private uint _version;

    public ReadOnlySpan<ReplicatedEntity> Entities
    {
        get
        {
            Refresh();
            return _entities.AsSpan(0, _count);
        }
    }

    public bool TryFind(ushort slot, out ReplicatedEntity entity)
    {
        Refresh();
        bool found = _indexes.TryFind(slot, out int index);
        entity = found ? _entities[index] : default;
        return found;
    }

    public ReadOnlySpan<int> RowOf(ushort slot)
    {
        Refresh();
        bool found = _indexes.TryFind(slot, out int index);
        Check.That(found);
        return _rows.AsSpan(index * _rowFields, FieldCountOf(_entities[index]));
    }

    private static int LongestRow(GameSchema schema)
    {
        int longest = 0;
        foreach (EntityKind kind in schema.Kinds) longest = Math.Max(longest, kind.Fields.Length);
        return longest;
    }

    private int FieldCountOf(in ReplicatedEntity entity) => mapping.Local.Kinds[entity.KindIndex].FieldCountFor(entity.Audience);

    private void Refresh()
    {
        if (_version == held.Version) return;
        _version = held.Version;
        for (int i = 0; i < _count; i++) _indexes.Remove(_entities[i].Slot);
        _count = 0;
        Reserve(held.Entities.Length);
        for (int i = 0; i < held.Entities.Length; i++)
        {
            ReplicatedEntity wire = held.Entities[i];
            if (!mapping.TryKind(wire.KindIndex, out byte localKind)) continue;
            ReplicatedEntity local = wire with { KindIndex = localKind };
            _entities[_count] = local;
            mapping.MapRow(wire.KindIndex, held.NewestRow(i), _rows.AsSpan(_count * _rowFields, FieldCountOf(local)));
            _indexes.Set(local.Slot, _count++);
        }
    }

    private void Reserve(int count)
    {
        if (count <= _entities.Length) return;
        int capacity = Math.Max(32, count * 2);
        _entities = new ReplicatedEntity[capacity];
        _rows = new int[capacity * _rowFields];
    }
}
