using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// The part of a room that one client can see, as last heard, in the terms of the client's own build. Filled by <see cref="SnapshotReader"/>; the game only reads it.
/// </summary>
public sealed class ReplicatedWorld
{
    /// <summary>What of a world to fetch ahead; see <see cref="CacheLine"/>.</summary>
    public const int ObjectBytes = 32;

    private readonly HeldEntities _held;
    private readonly MappedEntities? _mapped;

    /// <summary>An empty view of a room with <paramref name="entityCapacity"/> slots, whose server declares the game as this build does.</summary>
    public ReplicatedWorld(GameSchema schema, int entityCapacity)
    {
        Schema = schema;
        _held = new HeldEntities(schema, entityCapacity);
    }

    /// <summary>An empty view of a room whose server declares the game otherwise.</summary>
    public ReplicatedWorld(SchemaMapping mapping, int entityCapacity)
    {
        Schema = mapping.Local;
        _held = new HeldEntities(mapping.Wire, entityCapacity);
        _mapped = new MappedEntities(mapping, _held);
    }

    /// <summary>This build's declaration of the game; everything here is in its terms, whatever the server's is.</summary>
    public GameSchema Schema { get; }

    /// <summary>Slots of the room.</summary>
    public int EntityCapacity => _held.EntityCapacity;

    /// <summary>Newest tick heard of; <see cref="Tick.None"/> before the first snapshot.</summary>
    public Tick Newest => _held.Newest;

    /// <summary>Everything in sight, in no particular order; valid until the next snapshot. Entities of a kind this build does not know are left out.</summary>
    public ReadOnlySpan<ReplicatedEntity> Entities => _mapped is null ? _held.Entities : _mapped.Entities;

    /// <summary>Sum of the hashes of all entities, as the server sent them: what <see cref="HashScope.View"/> compares.</summary>
    public ulong ViewHash => _held.ViewHash;

    /// <summary>What the client holds, in the server's terms.</summary>
    internal HeldEntities Held => _held;

    /// <summary>Looks an entity up by slot.</summary>
    public bool TryFind(ushort slot, out ReplicatedEntity entity)
    {
        if (_mapped is not null) return _mapped.TryFind(slot, out entity);
        bool found = _held.TryIndexOf(slot, out int index);
        entity = found ? _held.Entities[index] : default;
        return found;
    }

    /// <summary>Newest quantised fields of an entity in sight, in row order; valid until the next snapshot.</summary>
    /// <exception cref="InvariantException">The entity is not in sight.</exception>
    public ReadOnlySpan<int> RowOf(in ReplicatedEntity entity) => _mapped is null ? _held.NewestRow(IndexOf(entity)) : _mapped.RowOf(entity.Slot);

    /// <summary>Newest value of one component of an entity in sight; fields that this client is not sent are at their default.</summary>
    /// <exception cref="ArgumentException">Its kind lacks the component, or all of the component is the team's or the owner's and this client is not in that circle.</exception>
    public T Get<T>(ComponentKey<T> key, in ReplicatedEntity entity)
        where T : unmanaged
    {
        EntityKind kind = Schema.Kinds[entity.KindIndex];
        KindComponent first = kind.Component(key);
        Span<int> room = stackalloc int[RowCells.RoomFor(Limits.RowFields)];
        ReadOnlySpan<int> row = _mapped is null ? _held.ReadNewest(IndexOf(entity), room) : _mapped.RowOf(entity.Slot);
        if (first.FirstField + first.FieldCount > row.Length) throw new ArgumentException($"Only the {(first.Visibility == Visibility.Team ? "team" : "owner")} is sent '{key.Name}'.", nameof(key));
        if (first.FieldCount == key.Schema!.Fields.Length) return key.Codec!.Apply(row.Slice(first.FirstField, first.FieldCount));

        Span<int> fields = stackalloc int[Limits.RowFields];
        int count = 0;
        foreach (KindComponent part in kind.Components)
        {
            if (part.Key != key || part.FirstField >= row.Length) continue;
            row.Slice(part.FirstField, part.FieldCount).CopyTo(fields[count..]);
            count += part.FieldCount;
        }

        return key.Codec!.Apply(fields[..count]);
    }

    /// <summary>Tick of the newest state of an entity in sight; of one that has stood still for 16,000 ticks, any tick as long ago.</summary>
    /// <exception cref="InvariantException">The entity is not in sight.</exception>
    public Tick TickOf(in ReplicatedEntity entity) => _held.NewestTick(IndexOf(entity));

    private int IndexOf(in ReplicatedEntity entity)
    {
        bool found = _held.TryIndexOf(entity.Slot, out int index);
        Check.That(found);
        return index;
    }
}
