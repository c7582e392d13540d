using System;
using System.Threading;
using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// The last late ticks of a shard, and why they were late. Whenever the shard is done with its ticks in time it notes how things stand; after a late tick the difference to that is kept. A tick on time costs one question
/// to the witness. Written by the shard's thread, read by any: a sequence lock, as for <see cref="StatusBoard"/>.
/// </summary>
public sealed class LateTicks
{
    /// <summary>As many as are kept.</summary>
    public const int Kept = 16;

    private readonly LateTick[] _ring = new LateTick[Kept];
    private readonly IStageClock _clock;
    private long _count;
    private long _version;        // odd while the shard writes
    private IThreadWitness? _witness;
    private ThreadUse _use;       // when the shard was last done in time
    private StageCosts _costs;    // since then
    private StageCosts _shardBefore;
    private StageCosts _roomBefore;
    private long _doneNs;
    private long _stepBeganNs;
    private long _stepEndedNs;
    private bool _hasTicked;
    private int _lateInSpan;      // since the shard was last done in time

    internal LateTicks(IStageClock clock) => _clock = clock;

    /// <summary>Asks it what befell the shard's thread, from the next tick on; the shard's thread only.</summary>
    public void Ask(IThreadWitness witness)
    {
        _witness = witness;
        _use = witness.Read();
    }

    /// <summary>The last ones, oldest first; from any thread.</summary>
    /// <param name="after">Number of the last one that is known already; 0 for none.</param>
    public LateTick[] Since(long after)
    {
        LateTick[] copy = new LateTick[Kept];
        while (true)
        {
            long before = Volatile.Read(ref _version);
            long count = Volatile.Read(ref _count);
            _ring.CopyTo(copy, 0);
            Interlocked.MemoryBarrier();
            if ((before & 1) != 0 || before != Volatile.Read(ref _version)) continue;
            long first = Math.Max(after, count - Kept);
            LateTick[] found = new LateTick[Math.Max(0, count - first)];
            for (int i = 0; i < found.Length; i++) found[i] = copy[(first + i) % Kept];
            return found;
        }
    }

    internal void StepBegins(Timestamp now) => _stepBeganNs = now.Nanoseconds;

    internal void TickBegins(Room room) => _roomBefore = room.Costs;

    /// <summary>After a tick.</summary>
    /// <param name="room">Whose; its timetable knows whether it was late.</param>
    /// <param name="now">Of the step.</param>
    /// <param name="startNs">When it started.</param>
    /// <param name="endNs">When it ended.</param>
    /// <param name="shard">What the shard's own stages have cost since its start.</param>
    internal void TickEnded(Room room, Timestamp now, long startNs, long endNs, in StageCosts shard)
    {
        _hasTicked = true;
        _costs += room.Costs - _roomBefore;
        if (room.Schedule.IsLate) Add(room, now, startNs, endNs, shard);
    }

    /// <summary>After all that the shard does at once.</summary>
    /// <param name="nextDueNs">When its next tick is due: if that is past, what made the last one late has not ended.</param>
    /// <param name="shard">What the shard's own stages have cost since its start.</param>
    internal void StepEnded(long nextDueNs, in StageCosts shard)
    {
        _stepEndedNs = _clock.Nanoseconds;
        if (!_hasTicked || _stepEndedNs >= nextDueNs) return;
        _hasTicked = false;
        _lateInSpan = 0;
        _costs = default;
        _shardBefore = shard;
        _doneNs = _stepEndedNs;
        _use = _witness?.Read() ?? default;
    }

    private void Add(Room room, Timestamp now, long startNs, long endNs, in StageCosts shard)
    {
        long dueNs = room.Schedule.DueAt(room.Tick).Nanoseconds;
        long latenessNs = room.Schedule.LatenessNs;
        long busyBefore = Math.Max(0, Math.Min(_stepEndedNs, startNs) - dueNs);
        long busyNow = Math.Max(0, startNs - Math.Max(_stepBeganNs, dueNs));
        ThreadUse use = _witness is null ? default : _witness.Read() - _use;
        Volatile.Write(ref _version, _version + 1);
        Interlocked.MemoryBarrier();
        long number = _count + 1;
        _ring[_count % Kept] = new LateTick(
            number, now, room.Id, room.Tick, room.AttachedCount, latenessNs, endNs - startNs, Math.Min(busyBefore + busyNow, latenessNs), endNs - _doneNs, shard - _shardBefore + _costs, use, _lateInSpan++);
        Volatile.Write(ref _count, number);
        Volatile.Write(ref _version, _version + 1);
    }
}
