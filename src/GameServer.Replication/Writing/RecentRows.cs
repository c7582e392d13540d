using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// The last few ticks' rows, each in one piece. A delta is coded from an entity's whole row at up to three ticks; in the history's columns every field of it lies in another line of the
/// cache, and between two deltas of one tick more clients' memory passes through the cache than it holds. Turned once per tick, they cost 70 ns per client and save 500 with the fetching ahead that they
/// allow (<c>bench step --players 1000 --visible 20</c>). What is not here, older ticks and those of a room that was restored, is read from the columns.
/// </summary>
internal sealed class RecentRows
{
    /// <summary>Baselines of clients within 5 ticks of round trip, and the older state that those deltas lean on.</summary>
    private const int TicksKept = 8;

    private const int LineBytes = 64;
    private const int LineFields = LineBytes / sizeof(int);

    private readonly World _world;
    private readonly History _history;
    private readonly int _stride;                 // fields per slot, whole cache lines
    private readonly int[] _rows;                 // [slot][tick & 7][field]
    private readonly Tick[] _ticks = new Tick[TicksKept];

    public RecentRows(World world, History history)
    {
        _world = world;
        _history = history;
        int fields = 1;
        foreach (EntityKind kind in world.Schema.Kinds) fields = Math.Max(fields, kind.Fields.Length);
        _stride = (fields + LineFields - 1) / LineFields * LineFields;
        _rows = new int[TicksKept * world.EntityCapacity * _stride];
    }

    /// <summary>Takes in the newest tick.</summary>
    public void BeginTick()
    {
        Tick now = _history.Newest;
        foreach (EntityKind kind in _world.Schema.Kinds)
        {
            ReadOnlySpan<ushort> slots = _world.Slots(kind);
            for (int i = 0; i < slots.Length; i++)
            {
                Prefetch(slots[Math.Min(i + CacheLine.ClientsAhead, slots.Length - 1)], now);
                _history.ReadRow(now, kind, slots[i], _rows.AsSpan(PlaceOf(now, slots[i]), kind.Fields.Length));
            }
        }

        _ticks[FrameOf(now)] = now;
    }

    /// <summary>The first fields of an entity's row at a tick that the history holds and at which it lived.</summary>
    /// <param name="tick">Which.</param>
    /// <param name="kind">The entity's.</param>
    /// <param name="slot">The entity's.</param>
    /// <param name="scratch">As long as is wanted; filled only when the row does not lie here.</param>
    public ReadOnlySpan<int> Read(Tick tick, EntityKind kind, ushort slot, Span<int> scratch)
    {
        if (_ticks[FrameOf(tick)] == tick) return _rows.AsSpan(PlaceOf(tick, slot), scratch.Length);
        _history.ReadRow(tick, kind, slot, scratch);
        return scratch;
    }

    /// <summary>Fetches what <see cref="Read"/> will return for a delta of this age; see <see cref="CacheLine"/>.</summary>
    public void Prefetch(ushort slot, int age, DeltaForm form)
    {
        Tick now = _history.Newest;
        Prefetch(slot, now);
        Prefetch(slot, now - age);
        if (form != DeltaForm.Plain) Prefetch(slot, now - age - Motion.OlderTicks);
    }

    /// <summary>Fetches the row of one tick.</summary>
    public void Prefetch(ushort slot, Tick tick)
    {
        ref int row = ref _rows[PlaceOf(tick, slot)];
        for (int bytes = 0; bytes < _stride * sizeof(int); bytes += LineBytes) CacheLine.Fetch(ref row, bytes);
    }

    private static int FrameOf(Tick tick) => (int)(tick.Value & (TicksKept - 1));

    private int PlaceOf(Tick tick, ushort slot) => ((slot * TicksKept) + FrameOf(tick)) * _stride;
}
