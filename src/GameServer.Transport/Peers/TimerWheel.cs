using System;
using GameServer.Core;

namespace GameServer.Transport.Peers;

/// <summary>
/// One deadline per peer, in a hashed wheel of ≈ 4 ms slots: setting one costs a few writes, a flush costs the slots that passed and the peers that are due.
/// Deadlines are lazy: moving one *later* is free, because a peer that fires early just looks at its own timers and sets the next.
/// </summary>
internal sealed class TimerWheel
{
    private const int None = -1;

    // 2²² ns ≈ 4.2 ms: finer than any timer of the wire needs.
    private const int SlotShift = 22;

    private readonly int[] _heads;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _slots;
    private readonly long[] _deadlines;
    private readonly int _mask;
    private long _tick;
    private int _count;

    public TimerWheel(int entryCount)
    {
        int slots = entryCount > 64 ? 256 : 16;
        _heads = new int[slots];
        _mask = slots - 1;
        _next = new int[entryCount];
        _previous = new int[entryCount];
        _slots = new int[entryCount];
        _deadlines = new long[entryCount];
        Array.Fill(_heads, None);
        Array.Fill(_deadlines, long.MaxValue);
    }

    /// <summary>Fires <paramref name="entry"/> at the given time or earlier.</summary>
    public void Schedule(int entry, long deadlineNs)
    {
        if (_deadlines[entry] <= deadlineNs) return;
        Cancel(entry);
        _deadlines[entry] = deadlineNs;

        // A deadline already behind the wheel goes where the next Collect starts.
        int slot = (int)Math.Max(deadlineNs >> SlotShift, _tick) & _mask;
        _slots[entry] = slot;
        int head = _heads[slot];
        _next[entry] = head;
        _previous[entry] = None;
        if (head != None) _previous[head] = entry;
        _heads[slot] = entry;
        _count++;
    }

    /// <summary>See <see cref="LiteNetTransport.Prefetch"/>.</summary>
    public void Prefetch()
    {
        CacheLine.Fetch(_heads, 0);
        CacheLine.Fetch(_deadlines, 0);
        CacheLine.Fetch(_next, 0);
        CacheLine.Fetch(_previous, 0);
        CacheLine.Fetch(_slots, 0);
        CacheLine.Fetch(ref _tick);
    }

    public void Cancel(int entry)
    {
        if (_deadlines[entry] == long.MaxValue) return;
        int next = _next[entry];
        int previous = _previous[entry];
        if (previous == None) _heads[_slots[entry]] = next;
        else _next[previous] = next;
        if (next != None) _previous[next] = previous;
        _deadlines[entry] = long.MaxValue;
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
                int next = _next[entry];
                if (_deadlines[entry] <= nowNs)
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
            for (int entry = _heads[(int)tick & _mask]; entry != None; entry = _next[entry]) earliest = Math.Min(earliest, _deadlines[entry]);
            if (earliest >> SlotShift <= tick) return earliest;
        }

        return (_tick + _mask + 1) << SlotShift;
    }
}
