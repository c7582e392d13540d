using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// What one client holds of a room, in the server's terms: the entities in sight, and for each the few past states that the server may still code against.
/// <see cref="SnapshotReader"/> fills it, <see cref="ReplicatedWorld"/> shows it to the game.
/// </summary>
internal sealed class HeldEntities
{
    /// <summary>Packets more than this many ticks behind the newest are ignored; removals are remembered as long.</summary>
    public const int ReorderTicks = 32;

    /// <summary>States kept per entity at most: the server's own ring is no longer.</summary>
    private const int StatesMax = Limits.HistoryTicks;

    private readonly SlotIndex _indexes = new();
    private readonly StatePool _states;
    private ReplicatedEntity[] _entities = new ReplicatedEntity[32];
    private int[] _newestStates = new int[32];
    private Tick[] _completeFrom = new Tick[32];   // every state received since is held: only these can be what a server means by "the newest not after"
    private Tick _lostUntil;                       // states up to here may have been held and forgotten
    private int _count;
    private (ushort Slot, Tick Tick)[] _removals = new (ushort, Tick)[8];
    private int _removalCount;

    /// <summary>An empty view of a room with <paramref name="entityCapacity"/> slots.</summary>
    public HeldEntities(GameSchema schema, int entityCapacity)
    {
        Schema = schema;
        int rowFields = 1;
        foreach (EntityKind kind in schema.Kinds) rowFields = Math.Max(rowFields, kind.Fields.Length);
        _states = new StatePool(rowFields);
        EntityCapacity = entityCapacity;
    }

    /// <summary>The declaration that travels: the server's.</summary>
    public GameSchema Schema { get; }

    /// <summary>Slots of the room.</summary>
    public int EntityCapacity { get; }

    /// <summary>Newest tick heard of; <see cref="Tick.None"/> before the first snapshot.</summary>
    public Tick Newest { get; private set; }

    /// <summary>Everything in sight, in no particular order; valid until the next snapshot.</summary>
    public ReadOnlySpan<ReplicatedEntity> Entities => _entities.AsSpan(0, _count);

    /// <summary>Moves with every change.</summary>
    public uint Version { get; private set; }

    /// <summary>Sum of all entities' hashes: what <see cref="HashScope.View"/> compares.</summary>
    public ulong ViewHash
    {
        get
        {
            ulong sum = 0;
            for (int i = 0; i < _count; i++) sum += RowHash.Of(_entities[i].Slot, _entities[i].GenerationLow, NewestRow(i));
            return sum;
        }
    }

    public bool TryIndexOf(ushort slot, out int index)
    {
        index = -1;
        return slot < EntityCapacity && _indexes.TryFind(slot, out index);
    }

    public ReadOnlySpan<int> NewestRow(int index) => _states.Row(_newestStates[index], FieldCountOf(_entities[index]));

    public Tick NewestTick(int index) => _states.TickOf(_newestStates[index]);

    /// <summary>
    /// Fetches the rows that decoding a packet will read and write; see <see cref="CacheLine"/>. Where many clients take turns, nothing of one is left in the processor's cache when its next
    /// packet comes.
    /// </summary>
    /// <param name="named">The tick that most deltas of the packet are coded against.</param>
    public void PrefetchRows(Tick named)
    {
        for (int i = 0; i < _count; i++) _states.PrefetchRows(_newestStates[i], named);
    }

    /// <summary>Fetches the tables that decoding looks things up in; the rows are left to <see cref="PrefetchRows"/>, which knows which ones.</summary>
    /// <param name="step">0 to 2.</param>
    public void Prefetch(int step)
    {
        switch (step)
        {
            case 0:
                CacheLine.Fetch(in _indexes);
                CacheLine.Fetch(ref _count);
                break;
            case 1:
                _indexes.PrefetchOwn();
                _states.PrefetchOwn();
                if (_removalCount > 0) CacheLine.Fetch(_removals, _removalCount - 1);
                for (int i = 0; i < _count; i += 8) CacheLine.Fetch(_entities, i);
                for (int i = 0; i < _count; i += 16)
                {
                    CacheLine.Fetch(_newestStates, i);
                    CacheLine.Fetch(_completeFrom, i);
                }

                break;
            default:
                _indexes.Prefetch();
                _states.Prefetch();
                break;
        }
    }

    /// <summary>The row a delta is coded against: the entity's newest state that is not newer than <paramref name="named"/>, and whose tick is <paramref name="baseline"/>.</summary>
    public bool TryBaseline(ushort slot, Tick named, out int index, out Tick baseline, out ReadOnlySpan<int> row)
    {
        row = default;
        baseline = default;
        if (!TryIndexOf(slot, out index)) return false;
        if (!TryState(index, named, out int state)) return false;
        baseline = _states.TickOf(state);
        row = _states.Row(state, FieldCountOf(_entities[index]));
        return true;
    }

    /// <summary>The row a moving delta leans on besides its baseline: the entity's newest state that is not newer than <paramref name="tick"/>.</summary>
    public bool TryOlder(int index, Tick tick, out ReadOnlySpan<int> row)
    {
        row = default;
        if (!TryState(index, tick, out int state)) return false;
        row = _states.Row(state, FieldCountOf(_entities[index]));
        return true;
    }

    /// <summary>Adds a state decoded from a delta, and forgets those the server can no longer mean.</summary>
    /// <param name="slot">Of the entity.</param>
    /// <param name="index">Where it stood when the packet was decoded; removals in the same packet may have moved it.</param>
    /// <param name="tick">Of the new state.</param>
    /// <param name="baseline">Tick of the state it was coded against.</param>
    /// <param name="row">The new state.</param>
    public void ApplyDelta(ushort slot, int index, Tick tick, Tick baseline, ReadOnlySpan<int> row)
    {
        bool hasMoved = index >= _count || _entities[index].Slot != slot;
        if (hasMoved && !TryIndexOf(slot, out index)) return;

        // Baselines only move forward, but packets may overtake each other: the two ticks before stay usable, and what their deltas lean on besides. Old states go first, so that the new one takes the room of one.
        ref int newest = ref _newestStates[index];
        Tick oldest = _states.Trim(ref newest, baseline - Math.Min(2 + Motion.OlderTicks, (int)baseline.Value), StatesMax - 1);
        Forget(index, oldest);
        _states.Insert(ref newest, tick, row);
    }

    /// <summary>Adds an entity or a whole state of one; a packet from before its removal, or from before the slot's present owner, changes nothing.</summary>
    public void ApplyFull(in ReplicatedEntity entity, Tick tick, ReadOnlySpan<int> row)
    {
        foreach ((ushort slot, Tick removed) in _removals.AsSpan(0, _removalCount))
        {
            if (slot == entity.Slot && removed >= tick) return;
        }

        if (TryIndexOf(entity.Slot, out int index) && _entities[index] != entity)
        {
            if (_states.TickOf(_newestStates[index]) > tick) return;
            RemoveAt(index);
            index = Add(entity);
        }
        else if (index < 0)
        {
            index = Add(entity);
        }

        _states.Insert(ref _newestStates[index], tick, row);
        Forget(index, _states.Trim(ref _newestStates[index], Tick.None, StatesMax));
    }

    /// <summary>Takes an entity out of sight, unless newer states show that it came back.</summary>
    public void ApplyRemove(ushort slot, Tick tick)
    {
        if (_removalCount == _removals.Length) Array.Resize(ref _removals, _removalCount * 2);
        _removals[_removalCount++] = (slot, tick);
        if (!TryIndexOf(slot, out int index) || Mutations.Has(Mutation.IgnoreRemoval)) return;
        _states.DropBefore(ref _newestStates[index], tick);
        if (_newestStates[index] == StatePool.None) RemoveAt(index);
        else Forget(index, tick);
    }

    /// <summary>Forgets every entity: what is held cannot be trusted. Removals stay known, or a packet from before one could bring its entity back.</summary>
    public void Clear() => Clear(Newest);

    /// <summary>Forgets everything, the time included.</summary>
    /// <param name="lostUntil">Newest tick of which anything true can have been held.</param>
    public void Restart(Tick lostUntil)
    {
        Clear(lostUntil);
        _removalCount = 0;
        Newest = Tick.None;
    }

    /// <summary>Moves the view's clock on and forgets removals that no acceptable packet can contradict.</summary>
    public void Advance(Tick tick)
    {
        Version++;
        if (tick <= Newest) return;
        Newest = tick;
        for (int i = _removalCount - 1; i >= 0; i--)
        {
            if (Newest - _removals[i].Tick > ReorderTicks) _removals[i] = _removals[--_removalCount];
        }
    }

    // The server goes on coding against what was held until it hears that it is gone.
    private void Clear(Tick lostUntil)
    {
        Version++;
        while (_count > 0) RemoveAt(_count - 1);
        _lostUntil = lostUntil;
    }

    /// <summary>
    /// The newest state not newer than a tick, of all that were received. What comes late may be older than states that were dropped, and be the newest here but not there.
    /// </summary>
    private bool TryState(int index, Tick tick, out int state)
    {
        state = _states.FindAtOrBefore(_newestStates[index], tick);
        return state != StatePool.None && _states.TickOf(state) >= _completeFrom[index];
    }

    // States older than this were dropped.
    private void Forget(int index, Tick oldest)
    {
        if (oldest > _completeFrom[index]) _completeFrom[index] = oldest;
    }

    private int FieldCountOf(in ReplicatedEntity entity) => Schema.Kinds[entity.KindIndex].FieldCountFor(entity.Audience);

    private int Add(in ReplicatedEntity entity)
    {
        if (_count == _entities.Length)
        {
            Array.Resize(ref _entities, _count * 2);
            Array.Resize(ref _newestStates, _count * 2);
            Array.Resize(ref _completeFrom, _count * 2);
        }

        _entities[_count] = entity;
        _newestStates[_count] = StatePool.None;
        _completeFrom[_count] = _lostUntil.IsNone ? Tick.None : _lostUntil.Next;
        _indexes.Set(entity.Slot, _count);
        return _count++;
    }

    private void RemoveAt(int index)
    {
        _states.KeepNewest(ref _newestStates[index], 0);
        _indexes.Remove(_entities[index].Slot);
        _count--;
        if (index == _count) return;
        _entities[index] = _entities[_count];
        _newestStates[index] = _newestStates[_count];
        _completeFrom[index] = _completeFrom[_count];
        _indexes.Set(_entities[index].Slot, index);
    }
}
