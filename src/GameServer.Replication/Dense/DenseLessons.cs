using System;

namespace GameServer.Replication;

/// <summary>
/// The last dense packets of one client as both ends know them, kept until it is settled which of them arrived: what a <see cref="DenseMemory"/> learns from. The rows of a packet that do not fit
/// are left out, at both ends the same.
/// <code>
/// header: input fresh 1 | input lead + 512 10 | baseline age 6 | hash scope 2; entity count; end
/// a word per entity: see DenseOperation
/// per row: kind 8 | fields 8 | form 8 | age 8 (0 for a plain one: the ends may name its state differently), the row, its baseline, and for a moving or regular one its older state
/// </code>
/// </summary>
internal sealed class DenseLessons
{
    /// <summary>Packets kept: more than are on their way in two seconds at 30 Hz.</summary>
    public const int Packets = 64;

    /// <summary>Two KiB a packet: a dozen moving ships, which is most of what a client that needs them is sent in one.</summary>
    private const int Ints = 512;
    private const int FrontInts = 3;

    private readonly int[] _data = new int[Packets * Ints];
    private readonly Entry[] _entries = new Entry[Packets];
    private int _first;
    private int _next;

    public void Clear() => Array.Clear(_entries, 0, Packets);

    public bool Holds(ushort sequence) => _entries[sequence % Packets].Is(sequence);

    /// <summary>Up to which group the packet's memory had learned.</summary>
    public int GroupOf(ushort sequence) => _entries[sequence % Packets].Group;

    /// <summary>Starts a packet's lesson, in the place of the one 64 numbers before.</summary>
    public void Begin(ushort sequence, int group, in SnapshotHeader header, ReadOnlySpan<int> words)
    {
        _entries[sequence % Packets] = new Entry(true, sequence, group);
        _first = sequence % Packets * Ints;
        _data[_first] = (header.InputFresh ? 1 : 0) | ((header.InputLeadSixteenths + 512) << 1) | (header.BaselineAge << 11) | ((int)header.HashScope << 17);
        _data[_first + 1] = words.Length;
        words.CopyTo(_data.AsSpan(_first + FrontInts));
        _next = _first + FrontInts + words.Length;
        _data[_first + 2] = _next;
    }

    /// <summary>Adds a row to the packet last begun.</summary>
    /// <returns>False when there is no room for it: there will be none for others either.</returns>
    public bool TryAddRow(int kind, DeltaForm form, int age, ReadOnlySpan<int> row, in RowStates states)
    {
        int length = 1 + row.Length + states.Baseline.Length + states.Older.Length;
        if (_next + length > _first + Ints) return false;
        _data[_next] = kind | (row.Length << 8) | ((int)form << 16) | (form == DeltaForm.Plain ? 0 : age << 24);
        row.CopyTo(_data.AsSpan(_next + 1));
        states.Baseline.CopyTo(_data.AsSpan(_next + 1 + row.Length));
        states.Older.CopyTo(_data.AsSpan(_next + 1 + (2 * row.Length)));
        _next += length;
        _data[_first + 2] = _next;
        return true;
    }

    /// <summary>Which entity's row is offered first: not always the lowest slot's.</summary>
    public static int FirstRow(ushort sequence, int count) => count == 0 ? 0 : sequence * 7 % count;

    public SnapshotHeader HeaderOf(ushort sequence)
    {
        int word = _data[sequence % Packets * Ints];
        return new SnapshotHeader
        {
            InputFresh = (word & 1) != 0,
            InputLeadSixteenths = ((word >> 1) & 1023) - 512,
            BaselineAge = (word >> 11) & 63,
            HashScope = (HashScope)((word >> 17) & 3),
        };
    }

    public ReadOnlySpan<int> WordsOf(ushort sequence)
    {
        int first = sequence % Packets * Ints;
        return _data.AsSpan(first + FrontInts, _data[first + 1]);
    }

    public Span<int> RowsOf(ushort sequence)
    {
        int first = sequence % Packets * Ints;
        return _data.AsSpan((first + FrontInts + _data[first + 1])..(_data[first + 2]));
    }

    /// <summary>A packet's whole lesson.</summary>
    public ReadOnlySpan<int> AllOf(ushort sequence)
    {
        int first = sequence % Packets * Ints;
        return _data.AsSpan(first.._data[first + 2]);
    }

    /// <summary>Takes the next row off <paramref name="rows"/>.</summary>
    public static Span<int> Take(ref Span<int> rows, GainTally gains, out int kind, out DeltaForm form, out RowStates states)
    {
        int front = rows[0];
        kind = front & 255;
        int count = (front >> 8) & 255;
        form = (DeltaForm)((front >> 16) & 255);
        int older = form == DeltaForm.Plain ? 0 : count;
        states = new RowStates(rows.Slice(1 + count, count), rows.Slice(1 + (2 * count), older), Motion.Span(front >> 24), gains.Gains(kind));
        Span<int> row = rows.Slice(1, count);
        rows = rows[(1 + (2 * count) + older)..];
        return row;
    }

    private readonly record struct Entry(bool IsHeld, ushort Sequence, int Group)
    {
        public bool Is(ushort sequence) => IsHeld && Sequence == sequence;
    }
}
