using System;
using GameServer.Core;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// When each bot is to be looked at even if nothing arrives: one deadline per bot in a wheel of about 1 ms slots. Setting one costs a few writes, collecting costs the
/// slots that passed. Deadlines beyond one turn of the wheel wait at its far end and are placed anew from there.
/// </summary>
internal sealed class DueWheel
{
    /// <summary>No deadline.</summary>
    public const long Never = long.MaxValue;

    private const int None = -1;
    private const int SlotShift = 20;     // 2²⁰ ns ≈ 1.05 ms, the slice of the loop
    private const int SlotCount = 1024;
    private const int SlotMask = SlotCount - 1;

    private readonly int[] _heads = new int[SlotCount];
    private readonly Entry[] _entries;
    private long _turn;

    public DueWheel(int entryCount, long nowNs)
    {
        _turn = nowNs >> SlotShift;
        _entries = new Entry[entryCount];
        Array.Fill(_heads, None);
        Array.Fill(_entries, new Entry { DueNs = Never });
    }

    public long DueNs(int index) => _entries[index].DueNs;

    /// <summary>Sets or moves the deadline of an entry; <see cref="Never"/> takes it off the wheel.</summary>
    public void Schedule(int index, long dueNs)
    {
        ref Entry entry = ref _entries[index];
        if (entry.DueNs == dueNs) return;
        if (entry.DueNs != Never) Unlink(ref entry);
        entry.DueNs = dueNs;
        if (dueNs != Never) Link(index, ref entry);
    }

    /// <summary>Takes entries that are due off the wheel into <paramref name="due"/>, as many as it holds, and returns how many; the rest comes with the next call.</summary>
    public int Collect(long nowNs, Span<int> due)
    {
        long turnNow = nowNs >> SlotShift;
        Check.That(turnNow >= _turn);
        int count = 0;
        for (long turn = Math.Max(_turn, turnNow - SlotMask); turn <= turnNow; turn++)
        {
            for (int index = _heads[(int)turn & SlotMask]; index != None;)
            {
                ref Entry entry = ref _entries[index];
                int next = entry.Next;
                if (entry.DueNs <= nowNs)
                {
                    if (count == due.Length) return count;
                    Unlink(ref entry);
                    entry.DueNs = Never;
                    due[count++] = index;
                }
                else if (entry.DueNs >> SlotShift > turn)
                {
                    _turn = turn;
                    Unlink(ref entry);
                    Link(index, ref entry);
                }

                index = next;
            }

            _turn = turn;
        }

        return count;
    }

    private void Link(int index, ref Entry entry)
    {
        // A deadline behind the wheel goes where the next Collect starts; one beyond its far end, there.
        long turn = Math.Clamp(entry.DueNs >> SlotShift, _turn, _turn + SlotMask);
        entry.Slot = (int)turn & SlotMask;
        ref int head = ref _heads[entry.Slot];
        entry.Next = head;
        entry.Previous = None;
        if (head != None) _entries[head].Previous = index;
        head = index;
    }

    private void Unlink(ref Entry entry)
    {
        if (entry.Previous == None) _heads[entry.Slot] = entry.Next;
        else _entries[entry.Previous].Next = entry.Next;
        if (entry.Next != None) _entries[entry.Next].Previous = entry.Previous;
    }

    private struct Entry
    {
        public long DueNs;
        public int Next;
        public int Previous;
        public int Slot;
    }
}
