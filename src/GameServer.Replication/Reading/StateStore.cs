using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
#if NET
using System.Runtime.Intrinsics;
#endif
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// The past states a client keeps of its entities: a server may code against any state the client has acknowledged. An entity's states lie side by side in a chunk of one slab, in
/// tick order around a ring, so that the few rows a delta needs share cache lines and are known before the delta is read. In cells of 16 bits:
/// <code>
/// low 16 bits of the tick of each place (capacity) | row of each place (capacity × cells of a row)
/// </code>
/// Positions count from the oldest state, 0, to the newest. Grows when needed and then never again.
/// </summary>
internal sealed class StateStore
{
    /// <summary>No state.</summary>
    public const int None = -1;

    public const int ObjectBytes = 40;

    /// <summary>States this old are <see cref="TrySettle">settled</see> before <see cref="Now"/> moves on as far again: 16 bits tell no more ticks apart.</summary>
    public const int OldTicks = 1 << 14;

    private const int FirstCapacity = 8;     // the way there and back at 30 Hz, two states that motion is told from, and two for packets that overtake each other
    private const int LineCells = 32;        // chunks are whole cache lines long
    private const int SmallChunkCells = 3 * LineCells;   // to fetch whole: finding out what is needed takes as long
    private const int FirstSlabCells = 1024;

    private ushort[] _slab;
    private int _origin;                     // where the first cache line begins
    private int _used;                       // from there on
    private readonly int[] _free = NewHeads();   // by lines: the first chunk that was given back; each one's first cells lead to the next

    public StateStore() => _slab = NewSlab(FirstSlabCells, out _origin);

    /// <summary>No state is newer, and none older by more than <see cref="ushort.MaxValue"/> ticks.</summary>
    public Tick Now { get; set; }

    /// <summary>Tick of a state; of one that was settled, one that is as old.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench bots: five times per entity
    public Tick TickOf(in StateTrack track, int position) => new(Now.Value - (ushort)((ushort)Now.Value - _slab[_origin + track.First + PlaceOf(track, position)]));

    /// <summary>Reads a state.</summary>
    /// <param name="track">Of its entity.</param>
    /// <param name="position">Of the state.</param>
    /// <param name="room">At least <see cref="RowCells.RoomFor"/> its fields.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above, twice
    public ReadOnlySpan<int> Read(in StateTrack track, int position, Span<int> room)
    {
        int start = RowStart(track, position);
        if (track.IsNarrow) RowCells.Widen(_slab.AsSpan(start, RowCells.RoomFor(track.Fields)), room);
        else MemoryMarshal.Cast<ushort, int>(_slab.AsSpan(start, track.Cells)).CopyTo(room);
        return room[..track.Fields];
    }

    /// <summary>Position of the newest state that is not newer than <paramref name="tick"/>; <see cref="None"/> when there is none.</summary>
    public int FindAtOrBefore(in StateTrack track, Tick tick)
    {
        int position = track.Count - 1;
        while (position >= 0 && TickOf(track, position) > tick) position--;
        return position;
    }

    /// <summary>
    /// Positions of the newest states that are not newer than one tick and than an older one. Where the processor can, the few states of a usual track are all compared at once: where a
    /// search would end cannot be predicted, and a wrong guess costs more than looking at all of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: in one place, for each entity
    public void FindBoth(in StateTrack track, Tick tick, Tick olderTick, out int position, out int older)
    {
#if NET
        if (Vector128.IsHardwareAccelerated && track.Capacity == FirstCapacity)
        {
            Vector128<ushort> ages = Vector128.Create((ushort)Now.Value) - Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(_slab.AsSpan(_origin + track.First, FirstCapacity)));
            uint places = ((1u << track.Count) - 1) << track.Oldest;
            places |= places >> FirstCapacity;   // around the ring; what is beyond its end is ignored
            position = CountOf(ages, AgeOf(tick), places) - 1;
            older = CountOf(ages, AgeOf(olderTick), places) - 1;
            return;
        }
#endif
        position = FindAtOrBefore(track, tick);
        older = FindAtOrBefore(track, olderTick);
    }

    /// <summary>Inserts a state in tick order; one of the same tick is overwritten.</summary>
    /// <param name="track">Of its entity.</param>
    /// <param name="tick">Of the state.</param>
    /// <param name="row">As long as the entity's others.</param>
    /// <param name="isNarrow">True when none of the entity's numbers has more than 16 bits.</param>
    public void Insert(ref StateTrack track, Tick tick, ReadOnlySpan<int> row, bool isNarrow)
    {
        int position = track.Count - 1;
        if (position >= 0 && TickOf(track, position) >= tick) position = FindAtOrBefore(track, tick);
        if (position == None || TickOf(track, position) != tick)
        {
            if (track.Count == track.Capacity) Enlarge(ref track, row.Length, isNarrow);
            track.Count++;
            for (int i = track.Count - 1; i > position + 1; i--) Move(track, i - 1, i);
            position++;
        }

        _slab[_origin + track.First + PlaceOf(track, position)] = (ushort)tick.Value;
        RowCells.Write(row, Cells(track, position));
    }

    /// <summary>
    /// Drops every state older than <paramref name="tick"/> but the newest of them, which is what was true at that tick; and keeps the newest <paramref name="count"/> at most.
    /// </summary>
    /// <returns>Tick of the oldest state kept; <see cref="Tick.None"/> when all were.</returns>
    public Tick Trim(ref StateTrack track, Tick tick, int count)
    {
        int dropped = Math.Max(0, track.Count - count);
        while (dropped + 1 < track.Count && TickOf(track, dropped + 1) < tick) dropped++;
        if (dropped == 0) return Tick.None;
        DropOldest(ref track, dropped);
        return track.Count == 0 ? Tick.None : TickOf(track, 0);
    }

    /// <summary>Drops every state older than <paramref name="tick"/>.</summary>
    public void DropBefore(ref StateTrack track, Tick tick)
    {
        int dropped = 0;
        while (dropped < track.Count && TickOf(track, dropped) < tick) dropped++;
        DropOldest(ref track, dropped);
    }

    /// <summary>Leaves of the states older than <see cref="OldTicks"/> the newest, and takes it for one that is just as old: nobody means anything older.</summary>
    /// <param name="track">Of an entity.</param>
    /// <param name="before">The tick that state had.</param>
    /// <param name="after">The tick it has now.</param>
    /// <returns>False when there was none.</returns>
    public bool TrySettle(ref StateTrack track, out Tick before, out Tick after)
    {
        before = after = default;
        if (Now.Value <= OldTicks || track.Count == 0) return false;
        Tick old = Now - OldTicks;
        Trim(ref track, old, track.Count);
        before = TickOf(track, 0);
        after = old - 1;
        if (before >= after) return false;
        _slab[_origin + track.First + track.Oldest] = (ushort)after.Value;
        return true;
    }

    /// <summary>Drops all states and gives their memory back.</summary>
    public void Release(ref StateTrack track)
    {
        GiveBack(track);
        track = default;
    }

    /// <summary>Fetches what a delta of the next tick will read and write, whatever it says; see <see cref="CacheLine"/>.</summary>
    /// <param name="track">Of its entity.</param>
    /// <param name="states">How many of the newest states it may lean on.</param>
    public void Prefetch(in StateTrack track, int states)
    {
        if (track.Count == 0) return;
        int chunk = _origin + track.First;
        int size = track.Capacity * track.Cells;
        if (size <= SmallChunkCells - FirstCapacity)
        {
            for (int i = 0; i < track.Capacity + size; i += LineCells) CacheLine.FetchElement(_slab, chunk + i);
            return;
        }

        CacheLine.FetchElement(_slab, chunk);
        states = Math.Min(states, track.Capacity - 1);
        int first = (track.Oldest + track.Count - states) & (track.Capacity - 1);
        int rows = chunk + track.Capacity;
        int end = (first + states + 1) * track.Cells;   // the place of the new state included
        for (int i = first * track.Cells; i < end; i += LineCells) CacheLine.FetchElement(_slab, rows + (i < size ? i : i - size));
        int last = end - 1;
        CacheLine.FetchElement(_slab, rows + (last < size ? last : last - size));
    }

    /// <summary>Fetches what whoever reads a state looks at first: how long the slab is.</summary>
    public void Prefetch() => CacheLine.FetchLength(_slab);

    private static int[] NewHeads()
    {
        int[] heads = new int[LinesOf(Limits.HistoryTicks, 2 * Limits.RowFields) + 1];
        Array.Fill(heads, None);
        return heads;
    }

    private static int LinesOf(int capacity, int cells) => ((capacity * (1 + cells)) + LineCells - 1) / LineCells;

    // Where memory can be kept in its place, chunks begin where cache lines begin: else most of them would reach into one more.
    private static ushort[] NewSlab(int cells, out int origin)
    {
#if NET
        ushort[] slab = GC.AllocateArray<ushort>(cells + LineCells + RowCells.Slack, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(slab, 0);
        origin = (int)(-address & ((LineCells * sizeof(ushort)) - 1)) / sizeof(ushort);
        return slab;
#else
        origin = 0;
        return new ushort[cells + RowCells.Slack];
#endif
    }

#if NET
    private static int CountOf(Vector128<ushort> ages, ushort age, uint places) =>
        BitMath.PopCount(Vector128.GreaterThanOrEqual(ages, Vector128.Create(age)).ExtractMostSignificantBits() & places);
#endif

    private static int PlaceOf(in StateTrack track, int position) => (track.Oldest + position) & (track.Capacity - 1);

    private int RowStart(in StateTrack track, int position) => _origin + track.First + track.Capacity + (PlaceOf(track, position) * track.Cells);

    private Span<ushort> Cells(in StateTrack track, int position) => _slab.AsSpan(RowStart(track, position), track.Cells);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: twice per entity
    private ushort AgeOf(Tick tick) => tick >= Now ? (ushort)0 : (ushort)Math.Min(Now.Value - tick.Value, ushort.MaxValue);

    private static void DropOldest(ref StateTrack track, int count)
    {
        track.Oldest = (byte)((track.Oldest + count) & (track.Capacity - 1));
        track.Count -= (byte)count;
    }

    private void Move(in StateTrack track, int from, int to)
    {
        Span<ushort> ticks = _slab.AsSpan(_origin + track.First, track.Capacity);
        ticks[PlaceOf(track, to)] = ticks[PlaceOf(track, from)];
        Cells(track, from).CopyTo(Cells(track, to));
    }

    private void Enlarge(ref StateTrack track, int fields, bool isNarrow)
    {
        StateTrack larger = new(fields, isNarrow) { Capacity = (byte)Math.Max(FirstCapacity, track.Capacity * 2), Count = track.Count };
        larger.First = Take(LinesOf(larger.Capacity, larger.Cells));
        for (int i = 0; i < track.Count; i++)
        {
            _slab[_origin + larger.First + i] = (ushort)TickOf(track, i).Value;
            Cells(track, i).CopyTo(Cells(larger, i));
        }

        GiveBack(track);
        track = larger;
    }

    private int Take(int lines)
    {
        int chunk = _free[lines];
        if (chunk != None)
        {
            _free[lines] = Link(chunk);
            return chunk;
        }

        chunk = _used;
        _used += lines * LineCells;
        if (_origin + _used + RowCells.Slack > _slab.Length) Grow(chunk);
        return chunk;
    }

    private void Grow(int held)
    {
        ushort[] larger = NewSlab(Math.Max(_slab.Length * 2, _used), out int origin);
        _slab.AsSpan(_origin, held).CopyTo(larger.AsSpan(origin));
        _slab = larger;
        _origin = origin;
    }

    private void GiveBack(in StateTrack track)
    {
        if (track.Capacity == 0) return;
        ref int head = ref _free[LinesOf(track.Capacity, track.Cells)];
        Link(track.First) = head;
        head = track.First;
    }

    private ref int Link(int chunk) => ref MemoryMarshal.Cast<ushort, int>(_slab.AsSpan(_origin + chunk, 2))[0];
}
