using System;
using System.Numerics;
using System.Runtime.InteropServices;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// The room's past, once, for everyone: the last 64 ticks of quantised state as columns. Baselines of deltas, rewinding for hits, a late joiner's first state and
/// replay tails are all slices of this ring. Frames are complete: a frame starts as a copy of the one before (20 columns × 5,000 slots = 400 KB, about 20 µs)
/// and living entities are captured over it, so a column never holds a gap.
/// </summary>
public sealed class History : IPast
{
    private readonly GameSchema _schema;
    private readonly int _stride;          // slots per column, whole cache lines
    private readonly int _columnCount;
    private readonly int[] _frames;        // [tick & 63][column][slot]
    private readonly ulong[] _changes;     // bit i: a field that everyone sees changed in tick (now − i)
    private readonly Tick[] _publicChangedAt;
    private readonly Tick[] _teamChangedAt;
    private readonly Tick[] _ownerChangedAt;
    private readonly Visibility[] _columnVisibility;
    private readonly int[] _publicDifference;
    private readonly int[] _teamDifference;
    private readonly int[] _ownerDifference;
    private Tick _oldest = new(1);         // of those the ring ever held

    /// <summary>An empty ring for worlds of <paramref name="entityCapacity"/> slots.</summary>
    public History(GameSchema schema, int entityCapacity)
    {
        _schema = schema;
        _stride = StrideFor(entityCapacity);
        _columnCount = schema.ColumnCount;
        _frames = new int[checked(Limits.HistoryTicks * _columnCount * _stride)];
        _changes = new ulong[_stride];
        _publicChangedAt = new Tick[_stride];
        _teamChangedAt = new Tick[_stride];
        _ownerChangedAt = new Tick[_stride];
        _publicDifference = new int[_stride];
        _teamDifference = new int[_stride];
        _ownerDifference = new int[_stride];
        _columnVisibility = new Visibility[_columnCount];
        foreach (ComponentKey key in schema.Components)
        {
            if (key.Schema is not { } component) continue;
            ReadOnlySpan<FieldSchema> fields = component.Fields;
            for (int i = 0; i < fields.Length; i++) _columnVisibility[key.FirstColumn + i] = fields[i].Visibility;
        }
    }

    /// <summary>The newest tick in the ring.</summary>
    public Tick Newest { get; private set; }

    /// <summary>Per slot, the ticks in which a field that everyone sees changed: bit i stands for <see cref="Newest"/> − i.</summary>
    public ReadOnlySpan<ulong> Changes => _changes;

    /// <summary>Per slot, the last tick in which a field that everyone sees changed, or the entity appeared.</summary>
    public ReadOnlySpan<Tick> PublicChangedAt => _publicChangedAt;

    /// <summary>Per slot, the last tick in which any field changed but the owner's.</summary>
    public ReadOnlySpan<Tick> TeamChangedAt => _teamChangedAt;

    /// <summary>Per slot, the last tick in which any field changed, the owner's included.</summary>
    public ReadOnlySpan<Tick> OwnerChangedAt => _ownerChangedAt;

    /// <summary>Per slot, the last tick in which a field that this audience sees changed, or the entity appeared.</summary>
    public ReadOnlySpan<Tick> ChangedAt(Visibility audience) => audience switch
    {
        Visibility.Owner => _ownerChangedAt,
        Visibility.Team => _teamChangedAt,
        _ => _publicChangedAt,
    };

    /// <summary>True while the ring still holds the tick.</summary>
    public bool Holds(Tick tick) => tick >= _oldest && tick <= Newest && Newest - tick < Limits.HistoryTicks;

    /// <summary>One field of every slot at a tick that the ring holds.</summary>
    public ReadOnlySpan<int> Column(Tick tick, int column) => _frames.AsSpan(FrameOffset(tick) + (column * _stride), _stride);

    int IPast.FieldAt(Tick tick, int column, ushort slot) => _frames[FrameOffset(tick) + (column * _stride) + slot];

    /// <summary>Copies the first <c>row.Length</c> fields of an entity's row at a tick that the ring holds.</summary>
    public void ReadRow(Tick tick, EntityKind kind, ushort slot, Span<int> row)
    {
        int frame = FrameOffset(tick) + slot;
        ReadOnlySpan<int> columns = kind.Columns;
        for (int i = 0; i < row.Length; i++) row[i] = _frames[frame + (columns[i] * _stride)];
    }

    /// <summary>Adds the state of <see cref="World.Tick"/>, which must follow the newest one.</summary>
    public void Capture(World world)
    {
        Check.That(Newest.IsNone || world.Tick == Newest.Next);
        int previous = FrameOffset(Newest);
        Newest = world.Tick;
        int current = FrameOffset(Newest);
        int slots = Math.Min(_stride, (world.SlotCount + Vector<int>.Count - 1) / Vector<int>.Count * Vector<int>.Count);
        CopyFrame(previous, current, slots);
        CaptureColumns(world, current);
        CompareFrames(previous, current, slots);
        StampChanges(world, slots);
    }

    /// <summary>Puts predicted components onto the grid: what they hold is from here on what clients are told.</summary>
    public void SnapPredicted(World world)
    {
        int frame = FrameOffset(Newest);
        foreach (EntityKind kind in _schema.Kinds)
        {
            foreach (KindComponent component in kind.PredictedComponents)
            {
                Span<int> columns = _frames.AsSpan(frame + (component.Key.FirstColumn * _stride), component.FieldCount * _stride);
                world.StoreOf(component.Key).Restore(world.Slots(kind), new ColumnBlock(columns, _stride));
            }
        }
    }

    /// <summary>
    /// Hash of everything replicated at the newest tick, the owner's fields and the random stream included: equal for two runs of one log, and different,
    /// but for chance, as soon as they part.
    /// </summary>
    public ulong StateHash(World world)
    {
        Span<int> row = stackalloc int[Limits.RowFields];
        ulong sum = 0;
        foreach (EntityKind kind in _schema.Kinds)
        {
            Span<int> fields = row[..kind.Fields.Length];
            foreach (ushort slot in world.Slots(kind))
            {
                ReadRow(Newest, kind, slot, fields);
                ulong hash = StateHasher.Combine(0, slot | ((uint)world.IdOf(slot).Generation << 16));
                sum += StateHasher.Mix(StateHasher.Combine(hash, fields));
            }
        }

        return StateHasher.Mix(sum ^ world.Prng.StateHash) ^ Newest.Value;
    }

    // An odd number of cache lines: with a multiple of 4 KiB, which usual capacities come to, all columns of a slot would fall into one set of the cache and push each other out.
    private static int StrideFor(int slots)
    {
        const int LineSlots = 64 / sizeof(int);
        int lines = (slots + LineSlots - 1) / LineSlots;
        return (lines | 1) * LineSlots;
    }

    /// <summary>Saves the first <paramref name="slots"/> slots of every column at a tick that the ring holds.</summary>
    internal void SaveFrame(StateWriter state, Tick tick, int slots)
    {
        for (int column = 0; column < _columnCount; column++) state.WriteColumn(Column(tick, column)[..slots]);
    }

    /// <summary>Makes a ring that has held nothing yet hold these ticks; <see cref="LoadFrame"/> fills them. Everything counts as changed at the newest: whoever reads deltas starts from there.</summary>
    internal void BeginAt(Tick oldest, Tick newest)
    {
        Check.That(Newest.IsNone);
        Newest = newest;
        _oldest = oldest;
        Array.Fill(_changes, ulong.MaxValue);
        Array.Fill(_publicChangedAt, newest);
        Array.Fill(_teamChangedAt, newest);
        Array.Fill(_ownerChangedAt, newest);
    }

    internal void LoadFrame(ref StateReader state, Tick tick, int slots)
    {
        int frame = FrameOffset(tick);
        for (int column = 0; column < _columnCount; column++) state.ReadColumn(_frames.AsSpan(frame + (column * _stride), slots));
    }

    private int FrameOffset(Tick tick) => (int)(tick.Value & (Limits.HistoryTicks - 1)) * _columnCount * _stride;

    private void CopyFrame(int previous, int current, int slots)
    {
        for (int column = 0; column < _columnCount; column++)
        {
            _frames.AsSpan(previous + (column * _stride), slots).CopyTo(_frames.AsSpan(current + (column * _stride), slots));
        }
    }

    private void CaptureColumns(World world, int frame)
    {
        foreach (EntityKind kind in _schema.Kinds)
        {
            ReadOnlySpan<ushort> living = world.Slots(kind);
            foreach (ComponentKey key in kind.Keys)
            {
                if (key.Schema is not { } component) continue;
                Span<int> columns = _frames.AsSpan(frame + (key.FirstColumn * _stride), component.Fields.Length * _stride);
                world.StoreOf(key).Capture(living, new ColumnBlock(columns, _stride));
            }
        }
    }

    /// <summary>Per slot, the differing bits of each circle's columns OR-ed together: eight slots at a time, about 2 ns per slot with 20 columns.</summary>
    private void CompareFrames(int previous, int current, int slots)
    {
        ref int frames = ref MemoryMarshal.GetArrayDataReference(_frames);
        for (int slot = 0; slot < slots; slot += Vector<int>.Count)
        {
            Vector<int> everyone = Vector<int>.Zero;
            Vector<int> team = Vector<int>.Zero;
            Vector<int> owner = Vector<int>.Zero;
            for (int column = 0; column < _columnCount; column++)
            {
                int offset = (column * _stride) + slot;
                Vector<int> difference = Vector.LoadUnsafe(ref frames, (nuint)(previous + offset)) ^ Vector.LoadUnsafe(ref frames, (nuint)(current + offset));
                if (_columnVisibility[column] == Visibility.Everyone) everyone |= difference;
                else if (_columnVisibility[column] == Visibility.Team) team |= difference;
                else owner |= difference;
            }

            everyone.CopyTo(_publicDifference, slot);
            team.CopyTo(_teamDifference, slot);
            owner.CopyTo(_ownerDifference, slot);
        }
    }

    private void StampChanges(World world, int slots)
    {
        for (int slot = 0; slot < slots; slot++)
        {
            bool appeared = slot < world.SlotCount && world.SpawnTickOf((ushort)slot) == Newest;
            bool changed = appeared || _publicDifference[slot] != 0;
            _changes[slot] = (_changes[slot] << 1) | (changed ? 1UL : 0UL);
            if (changed) _publicChangedAt[slot] = Newest;
            changed |= _teamDifference[slot] != 0;
            if (changed) _teamChangedAt[slot] = Newest;
            changed |= _ownerDifference[slot] != 0 && !Mutations.Has(Mutation.MissOwnerChange);
            if (changed) _ownerChangedAt[slot] = Newest;
        }
    }
}
