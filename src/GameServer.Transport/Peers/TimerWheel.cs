using System;
using GameServer.Core;

namespace GameServer.Transport.Peers;

/// <summary>
/// One deadline per peer, in a hashed wheel of ≈ 4 ms slots: setting one costs a few writes, a flush costs the slots that passed and the peers that are due.
/// Deadlines are lazy: moving one *later* is free, because a peer that fires early just looks at its own timers and sets the next.
/// </summary>
internal sealed class TimerWheel
{
    public const int ObjectBytes = 40;

    private const int None = -1;

    // 2²² ns ≈ 4.2 ms: finer than any timer of the wire needs.
    private const int SlotShift = 22;

    private readonly int[] _heads;
    private readonly Entry[] _entries;
    private readonly int _mask;
    private long _tick;
    private int _count;

    public TimerWheel(int entryCount)
    {
        int slots = entryCount > 64 ? 256 : 16;
        _heads = new int[slots];
        _mask = slots - 1;
        _entries = new Entry[entryCount];
        Array.Fill(_heads, None);
        Array.Fill(_entries, new Entry { DeadlineNs = long.MaxValue });
    }

    /// <summary>Fires <paramref name="entry"/> at the given time or earlier.</summary>
    public void Schedule(int entry, long deadlineNs)
    {
        ref Entry place = ref _entries[entry];
        if (place.DeadlineNs <= deadlineNs) return;
        Cancel(entry);
        place.DeadlineNs = deadlineNs;

        // A deadline already behind the wheel goes where the next Collect starts.
        place.Slot = (int)Math.Max(deadlineNs >> SlotShift, _tick) & _mask;
        ref int head = ref _heads[place.Slot];
        place.Next = head;
        place.Previous = None;
        if (head != None) _entries[head].Previous = entry;
        head = entry;
        _count++;
    }

    /// <summary>See <see cref="LiteNetTransport.Prefetch"/>.</summary>
    public void Prefetch()
    {
        CacheLine.Fetch(_heads, 0);
        CacheLine.Fetch(_entries, 0);
    }

    public void Cancel(int entry)
    {
        ref Entry place = ref _entries[entry];
        if (place.DeadlineNs == long.MaxValue) return;
        if (place.Previous == None) _heads[place.Slot] = place.Next;
        else _entries[place.Previous].Next = place.Next;
        if (place.Next != None) _entries[place.Next].Previous = place.Previous;
        place.DeadlineNs = long.MaxValue;
        _count--;
    }

    /// <summary>Takes every entry that is due off the wheel into <paramref name="due"/>, which must hold them all, and returns how many.</summary>
    public int Collect(long nowNs, int[] due)
    {
        long tickNow = nowNs >> SlotShift;
        long from = Math.Max(_tick, tickNow - _mask);
        _tick = tickNow;
        if (_count == 0) return 0;
        int count = 0;
        for (long tick = from; tick <= tickNow; tick++)
        {
            for (int entry = _heads[(int)tick & _mask]; entry != None;)
            {
                int next = _entries[entry].Next;
                if (_entries[entry].DeadlineNs <= nowNs)
                {
                    Cancel(entry);
                    due[count++] = entry;
                }

                entry = next;
            }
        }

        return count;
    }

    /// <summary>
    /// The earliest time at which <see cref="Collect"/> could find something within one turn of the wheel; a lower bound, cheap enough to ask per wake-up.
    /// </summary>
    public long NextDeadlineNs()
    {
        if (_count == 0) return long.MaxValue;
        for (long tick = _tick; tick <= _tick + _mask; tick++)
        {
            long earliest = long.MaxValue;
            for (int entry = _heads[(int)tick & _mask]; entry != None; entry = _entries[entry].Next) earliest = Math.Min(earliest, _entries[entry].DeadlineNs);
            if (earliest >> SlotShift <= tick) return earliest;
        }

        return (_tick + _mask + 1) << SlotShift;
    }

    /// <summary>All of one deadline side by side: 24 bytes, in one cache line or two.</summary>
    private struct Entry
    {
        public long DeadlineNs;
        public int Slot;
        public int Next;
        public int Previous;
    }
}
