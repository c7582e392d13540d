using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// The past states a client keeps of its entities: a server may code against any state the client has acknowledged. An entity's states lie side by side in a chunk of one slab, in
/// tick order around a ring, so that the few rows a delta needs share cache lines and are known before the delta is read:
/// <code>
/// tick of each place (capacity ints) | row of each place (capacity × fields ints)
/// </code>
/// Positions count from the oldest state, 0, to the newest. Grows when needed and then never again.
/// </summary>
internal sealed class StateStore
{
    /// <summary>No state.</summary>
    public const int None = -1;

    private const int FirstCapacity = 8;     // the way there and back at 30 Hz, two states that motion is told from, and two for packets that overtake each other
    private const int LineInts = 16;         // chunks are whole cache lines long
    private const int FirstSlabInts = 1024;

    private int[] _slab = new int[FirstSlabInts];
    private int _used;
    private readonly int[] _free = NewHeads();   // by lines: the first chunk that was given back; each one's first int leads to the next

    public Tick TickOf(in StateTrack track, int position) => new((uint)_slab[track.First + PlaceOf(track, position)]);

    public Span<int> Row(in StateTrack track, int position) => _slab.AsSpan(RowStart(track, position), track.Fields);

    /// <summary>Position of the newest state that is not newer than <paramref name="tick"/>; <see cref="None"/> when there is none.</summary>
    public int FindAtOrBefore(in StateTrack track, Tick tick)
    {
        int position = track.Count - 1;
        while (position >= 0 && TickOf(track, position) > tick) position--;
        return position;
    }

    /// <summary>
    /// Positions of the newest states that are not newer than one tick and than an older one. The few states of a usual track are all compared: where a search would end cannot be
    /// predicted, and a wrong guess costs more than looking at all of them.
    /// </summary>
    public void FindBoth(in StateTrack track, Tick tick, Tick olderTick, out int position, out int older)
    {
        if (track.Capacity > FirstCapacity)
        {
            position = FindAtOrBefore(track, tick);
            older = FindAtOrBefore(track, olderTick);
            return;
        }

        position = None;
        older = None;
        ReadOnlySpan<int> ticks = _slab.AsSpan(track.First, track.Capacity);
        for (int i = 0; i < track.Count; i++)
        {
            uint held = (uint)ticks[(track.Oldest + i) & (ticks.Length - 1)];
            position += held <= tick.Value ? 1 : 0;
            older += held <= olderTick.Value ? 1 : 0;
        }
    }

    /// <summary>Inserts a state in tick order; one of the same tick is overwritten.</summary>
    public void Insert(ref StateTrack track, Tick tick, ReadOnlySpan<int> row)
    {
        int position = track.Count - 1;
        if (position >= 0 && TickOf(track, position) >= tick) position = FindAtOrBefore(track, tick);
        if (position == None || TickOf(track, position) != tick)
        {
            if (track.Count == track.Capacity) Enlarge(ref track, row.Length);
            track.Count++;
            for (int i = track.Count - 1; i > position + 1; i--) Move(track, i - 1, i);
            position++;
        }

        _slab[track.First + PlaceOf(track, position)] = (int)tick.Value;
        row.CopyTo(Row(track, position));
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
        states = Math.Min(states, track.Capacity - 1);
        CacheLine.Fetch(in _slab[track.First]);
        int first = (track.Oldest + track.Count - states) & (track.Capacity - 1);
        int rows = track.First + track.Capacity;
        int end = (first + states + 1) * track.Fields;   // the place of the new state included
        int size = track.Capacity * track.Fields;
        for (int i = first * track.Fields; i < end; i += LineInts) CacheLine.Fetch(in _slab[rows + (i < size ? i : i - size)]);
        int last = end - 1;
        CacheLine.Fetch(in _slab[rows + (last < size ? last : last - size)]);
    }

    /// <summary>Fetches this object, which <see cref="Prefetch"/> reads.</summary>
    public void PrefetchOwn() => CacheLine.Fetch(ref _slab);

    private static int[] NewHeads()
    {
        int[] heads = new int[LinesOf(Limits.HistoryTicks, Limits.RowFields) + 1];
        Array.Fill(heads, None);
        return heads;
    }

    private static int LinesOf(int capacity, int fields) => ((capacity * (1 + fields)) + LineInts - 1) / LineInts;

    private static int PlaceOf(in StateTrack track, int position) => (track.Oldest + position) & (track.Capacity - 1);

    private static int RowStart(in StateTrack track, int position) => track.First + track.Capacity + (PlaceOf(track, position) * track.Fields);

    private static void DropOldest(ref StateTrack track, int count)
    {
        track.Oldest = (byte)((track.Oldest + count) & (track.Capacity - 1));
        track.Count -= (byte)count;
    }

    private void Move(in StateTrack track, int from, int to)
    {
        _slab[track.First + PlaceOf(track, to)] = _slab[track.First + PlaceOf(track, from)];
        Row(track, from).CopyTo(Row(track, to));
    }

    private void Enlarge(ref StateTrack track, int fields)
    {
        StateTrack larger = new() { Capacity = (byte)Math.Max(FirstCapacity, track.Capacity * 2), Count = track.Count, Fields = (byte)fields };
        larger.First = Take(LinesOf(larger.Capacity, fields));
        for (int i = 0; i < track.Count; i++)
        {
            _slab[larger.First + i] = (int)TickOf(track, i).Value;
            Row(track, i).CopyTo(Row(larger, i));
        }

        GiveBack(track);
        track = larger;
    }

    private int Take(int lines)
    {
        int chunk = _free[lines];
        if (chunk != None)
        {
            _free[lines] = _slab[chunk];
            return chunk;
        }

        chunk = _used;
        _used += lines * LineInts;
        if (_used > _slab.Length) Array.Resize(ref _slab, Math.Max(_slab.Length * 2, _used));
        return chunk;
    }

    private void GiveBack(in StateTrack track)
    {
        if (track.Capacity == 0) return;
        ref int head = ref _free[LinesOf(track.Capacity, track.Fields)];
        _slab[track.First] = head;
        head = track.First;
    }
}
