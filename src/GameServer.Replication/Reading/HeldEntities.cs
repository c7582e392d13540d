using System;
using System.Runtime.CompilerServices;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// What one client holds of a room, in the server's terms: the entities in sight, and for each the few past states that the server may still code against.
/// <see cref="SnapshotReader"/> fills it, <see cref="ReplicatedWorld"/> shows it to the game. Entities stand in slot order, as in packets: the next one of a packet is most often the next
/// one here.
/// </summary>
internal sealed class HeldEntities
{
    /// <summary>Packets more than this many ticks behind the newest are ignored; removals are remembered as long.</summary>
    public const int ReorderTicks = 32;

    /// <summary>States kept per entity at most: the server's own ring is no longer.</summary>
    private const int StatesMax = Limits.HistoryTicks;

    public const int ObjectBytes = 120;

    private const int FirstCapacity = 32;
    private const int StatesAheadMax = 16;   // beyond it, fetching all states that a delta may lean on costs more than it saves
    private const int SlotsAhead = 16;       // entities that a packet may skip before all are searched

    private readonly StateStore _states = new();
    private readonly int _rowRoom;
    private ReplicatedEntity[] _entities = new ReplicatedEntity[FirstCapacity];
    private ushort[] _slots = new ushort[FirstCapacity];   // theirs, side by side: so many at once can be looked through
    private StateTrack[] _tracks = new StateTrack[FirstCapacity];
    private Tick[] _completeFrom = new Tick[FirstCapacity];   // every state received since is held: only these can be what a server means by "the newest not after"
    private int[] _shown = [];                                // newest rows, as far as they were asked for since the last snapshot
    private Tick _settled;                                    // when old states were last; see StateStore.TrySettle
    private Tick _lostUntil;                                  // states up to here may have been held and forgotten
    private int _count;
    private int _found;             // where an entity was found last: the next one asked for is most often the next one here, or the same
    private int _statesAhead = 4;   // see Prefetch
    private Removal[] _removals = new Removal[32];   // a ring, a power of two long
    private int _firstRemoval;
    private int _removalCount;

    /// <summary>An empty view of a room with <paramref name="entityCapacity"/> slots.</summary>
    public HeldEntities(GameSchema schema, int entityCapacity)
    {
        Schema = schema;
        EntityCapacity = entityCapacity;
        foreach (EntityKind kind in schema.Kinds) _rowRoom = Math.Max(_rowRoom, RowCells.RoomFor(kind.Fields.Length));
    }

    /// <summary>The declaration that travels: the server's.</summary>
    public GameSchema Schema { get; }

    /// <summary>Slots of the room.</summary>
    public int EntityCapacity { get; }

    /// <summary>Newest tick heard of; <see cref="Tick.None"/> before the first snapshot.</summary>
    public Tick Newest { get; private set; }

    /// <summary>Everything in sight, in slot order; valid until the next snapshot.</summary>
    public ReadOnlySpan<ReplicatedEntity> Entities => _entities.AsSpan(0, _count);

    /// <summary>Moves with every change.</summary>
    public uint Version { get; private set; }

    /// <summary>Sum of all entities' hashes: what <see cref="HashScope.View"/> compares.</summary>
    public ulong ViewHash
    {
        get
        {
            ulong sum = 0;
            Span<int> room = stackalloc int[RowCells.RoomFor(Limits.RowFields)];
            for (int i = 0; i < _count; i++) sum += RowHash.Of(_entities[i].Slot, _entities[i].GenerationLow, ReadNewest(i, room));
            return sum;
        }
    }

    public bool TryIndexOf(ushort slot, out int index)
    {
        index = _found + 1;
        if (!IsAt(index, slot))
        {
            index = IsAt(_found, slot) ? _found : Search(slot);
            if (!IsAt(index, slot))
            {
                index = -1;
                return false;
            }
        }

        _found = index;
        return true;
    }

    /// <summary>The newest row of an entity; valid until the next snapshot.</summary>
    public ReadOnlySpan<int> NewestRow(int index)
    {
        if (_shown.Length < _entities.Length * _rowRoom) _shown = new int[_entities.Length * _rowRoom];
        return ReadNewest(index, _shown.AsSpan(index * _rowRoom, _rowRoom));
    }

    /// <summary>The same for a moment: into memory of the caller's, which is near, and not into the client's, which is one more line to wait for.</summary>
    /// <param name="index">Of the entity.</param>
    /// <param name="room">At least <see cref="RowCells.RoomFor"/> its fields.</param>
    public ReadOnlySpan<int> ReadNewest(int index, Span<int> room) => _states.Read(_tracks[index], _tracks[index].Count - 1, room);

    /// <summary>Tick of an entity's newest state; of one that is older than <see cref="StateStore.OldTicks"/>, any that is.</summary>
    public Tick NewestTick(int index) => _states.TickOf(_tracks[index], _tracks[index].Count - 1);

    /// <summary>Takes in how old the baseline of a packet was: the next one's will be about as old.</summary>
    public void NoteAge(int baselineAge) => _statesAhead = Math.Min(baselineAge + Motion.OlderTicks, StatesAheadMax);

    /// <summary>
    /// Fetches what decoding the next packet will read and write, whatever it says; see <see cref="CacheLine"/>. Where many clients take turns, nothing of one is left in the processor's cache
    /// when its next packet comes.
    /// </summary>
    /// <param name="step">0 and 1; <see cref="ObjectBytes"/> of this object come before.</param>
    public void Prefetch(int step)
    {
        if (step == 0)
        {
            CacheLine.FetchObject(_states, StateStore.ObjectBytes);
            CacheLine.Fetch(_removals, _firstRemoval);
            FetchAll(_entities, 64 / 8);
            FetchAll(_tracks, 64 / 8);
            FetchAll(_slots, 64 / 2);
            FetchAll(_completeFrom, 64 / 4);
            return;
        }

        _states.Prefetch();
        for (int i = 0; i < _count; i++) _states.Prefetch(_tracks[i], _statesAhead);
    }

    /// <summary>The row a delta is coded against: the entity's newest state that is not newer than <paramref name="named"/>, and whose tick is <paramref name="baseline"/>.</summary>
    public bool TryBaseline(ushort slot, Tick named, SnapshotScratch scratch, out int index, out Tick baseline, out ReadOnlySpan<int> row)
    {
        row = default;
        baseline = default;
        return TryIndexOf(slot, out index) && TryState(index, _states.FindAtOrBefore(_tracks[index], named), scratch.Baseline, out baseline, out row);
    }

    /// <summary>The row a moving delta leans on besides its baseline: the entity's newest state that is not newer than <paramref name="tick"/>.</summary>
    public bool TryOlder(int index, Tick tick, SnapshotScratch scratch, out ReadOnlySpan<int> row) =>
        TryState(index, _states.FindAtOrBefore(_tracks[index], tick), scratch.Older, out _, out row);

    /// <summary>Both rows that a moving delta leans on, as <see cref="TryBaseline"/> and <see cref="TryOlder"/> find them.</summary>
    public bool TryBoth(ushort slot, Tick named, SnapshotScratch scratch, out int index, out Tick baseline, out ReadOnlySpan<int> row, out ReadOnlySpan<int> older)
    {
        row = default;
        older = default;
        baseline = default;
        if (!TryIndexOf(slot, out index)) return false;
        _states.FindBoth(_tracks[index], named, named - Motion.OlderTicks, out int position, out int olderPosition);
        return TryState(index, position, scratch.Baseline, out baseline, out row) && TryState(index, olderPosition, scratch.Older, out _, out older);
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
        ref StateTrack track = ref _tracks[index];
        Tick oldest = _states.Trim(ref track, baseline - Math.Min(2 + Motion.OlderTicks, (int)baseline.Value), StatesMax - 1);
        Forget(index, oldest);
        _states.Insert(ref track, tick, row, IsNarrow(index));
    }

    /// <summary>Adds an entity or a whole state of one; a packet from before its removal, or from before the slot's present owner, changes nothing.</summary>
    public void ApplyFull(in ReplicatedEntity entity, Tick tick, ReadOnlySpan<int> row)
    {
        for (int i = 0; i < _removalCount; i++)
        {
            Removal removal = _removals[(_firstRemoval + i) & (_removals.Length - 1)];
            if (removal.Slot == entity.Slot && removal.Tick >= tick) return;
        }

        if (TryIndexOf(entity.Slot, out int index) && _entities[index] != entity)
        {
            if (NewestTick(index) > tick) return;
            RemoveAt(index);
            index = -1;
        }

        if (index < 0) index = Add(entity);
        _states.Insert(ref _tracks[index], tick, row, IsNarrow(index));
        Forget(index, _states.Trim(ref _tracks[index], Tick.None, StatesMax));
    }

    /// <summary>Takes an entity out of sight, unless newer states show that it came back.</summary>
    public void ApplyRemove(ushort slot, Tick tick)
    {
        NoteRemoval(slot, tick);
        if (!TryIndexOf(slot, out int index) || Mutations.Has(Mutation.IgnoreRemoval)) return;
        _states.DropBefore(ref _tracks[index], tick);
        if (_tracks[index].Count == 0) RemoveAt(index);
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
        _settled = Tick.None;
    }

    /// <summary>Moves the view's clock on and forgets removals that no acceptable packet can contradict; one that came late, behind a later one, a little after that.</summary>
    public void Advance(Tick tick)
    {
        Version++;
        if (tick <= Newest) return;
        Newest = tick;
        _states.Now = tick;
        if (tick - _settled > StateStore.OldTicks / 2) Settle();
        while (_removalCount > 0 && Newest - _removals[_firstRemoval].Tick > ReorderTicks)
        {
            _firstRemoval = (_firstRemoval + 1) & (_removals.Length - 1);
            _removalCount--;
        }
    }

    private void FetchAll<T>(T[] column, int perLine)
    {
        CacheLine.FetchLength(column);
        for (int i = 0; i < _count; i += perLine) CacheLine.FetchElement(column, i);
    }

    // The server goes on coding against what was held until it hears that it is gone.
    private void Clear(Tick lostUntil)
    {
        Version++;
        while (_count > 0) RemoveAt(_count - 1);
        _lostUntil = lostUntil;
    }

    // What was not to be leaned on before is not to be afterwards.
    private void Settle()
    {
        _settled = Newest;
        for (int i = 0; i < _count; i++)
        {
            if (_states.TrySettle(ref _tracks[i], out Tick before, out Tick after) && before < _completeFrom[i]) Forget(i, after.Next);
        }
    }

    // Whether its rows take half the memory.
    private bool IsNarrow(int index) => Schema.Kinds[_entities[index].KindIndex].IsNarrow;

    // What comes late may be older than states that were dropped, and be the newest here but not there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: twice per entity
    private bool TryState(int index, int position, int[] room, out Tick tick, out ReadOnlySpan<int> row)
    {
        row = default;
        tick = default;
        if (position == StateStore.None) return false;
        ref readonly StateTrack track = ref _tracks[index];
        tick = _states.TickOf(track, position);
        row = _states.Read(track, position, room);
        return tick >= _completeFrom[index];
    }

    private void NoteRemoval(ushort slot, Tick tick)
    {
        if (_removalCount == _removals.Length)
        {
            Removal[] larger = new Removal[_removalCount * 2];
            for (int i = 0; i < _removalCount; i++) larger[i] = _removals[(_firstRemoval + i) & (_removals.Length - 1)];
            _removals = larger;
            _firstRemoval = 0;
        }

        _removals[(_firstRemoval + _removalCount++) & (_removals.Length - 1)] = new Removal(slot, tick);
    }

    // States older than this were dropped.
    private void Forget(int index, Tick oldest)
    {
        if (oldest > _completeFrom[index]) _completeFrom[index] = oldest;
    }

    private bool IsAt(int index, ushort slot) => index < _count && _slots[index] == slot;

    /// <summary>The first index whose slot is not below <paramref name="slot"/>.</summary>
    private int Search(ushort slot)
    {
        int ahead = Math.Min(_found + 1, _count);
        int near = _slots.AsSpan(ahead, Math.Min(SlotsAhead, _count - ahead)).IndexOf(slot);
        if (near >= 0) return ahead + near;
        int low = 0;
        int high = _count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_slots[middle] < slot) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private int Add(in ReplicatedEntity entity)
    {
        if (_count == _entities.Length)
        {
            Array.Resize(ref _entities, _count * 2);
            Array.Resize(ref _slots, _count * 2);
            Array.Resize(ref _tracks, _count * 2);
            Array.Resize(ref _completeFrom, _count * 2);
        }

        int index = Search(entity.Slot);
        Move(index, index + 1);
        _count++;
        _entities[index] = entity;
        _slots[index] = entity.Slot;
        _tracks[index] = default;
        _completeFrom[index] = _lostUntil.IsNone ? Tick.None : _lostUntil.Next;
        return index;
    }

    private void RemoveAt(int index)
    {
        _states.Release(ref _tracks[index]);
        Move(index + 1, index);
        _count--;
    }

    // All from one index on, to another.
    private void Move(int from, int to)
    {
        int count = _count - from;
        Array.Copy(_entities, from, _entities, to, count);
        Array.Copy(_slots, from, _slots, to, count);
        Array.Copy(_tracks, from, _tracks, to, count);
        Array.Copy(_completeFrom, from, _completeFrom, to, count);
    }

    private readonly record struct Removal(ushort Slot, Tick Tick);
}
