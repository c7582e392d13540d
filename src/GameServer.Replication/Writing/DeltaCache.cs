using System;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Encode once, splice many: the delta of (entity, baseline tick) is the same bits for everyone who needs it, so it is encoded once per tick into a run of whole words
/// and copied from there. A plane per baseline age remembers, per slot, where this tick's bits are; most clients share one or two ages.
/// </summary>
internal sealed class DeltaCache(World world, History history, bool share)
{
    private const int FullPlane = 0;   // age 0: no baseline, the whole row

    private readonly Entry[]?[] _planes = new Entry[Limits.HistoryTicks][];
    private ulong[] _words = new ulong[1 << 14];
    private int _wordCount;

    /// <summary>Bodies encoded since the start, as against those asked for.</summary>
    public long EncodedCount { get; private set; }

    public long RequestedCount { get; private set; }

    /// <summary>Forgets the last tick's bits; its words are overwritten.</summary>
    public void BeginTick() => _wordCount = 0;

    /// <summary>The words of a body returned by <see cref="Delta"/> or <see cref="Full"/>, valid this tick.</summary>
    public ReadOnlySpan<ulong> Words(int word) => _words.AsSpan(word);

    /// <summary>Body of a delta against the state <paramref name="age"/> (1..63) ticks ago.</summary>
    public void Delta(ushort slot, int age, bool owner, out int word, out int bits)
    {
        if (!TryShared(slot, age, owner, out word, out bits)) Encode(slot, age, owner, out word, out bits);
    }

    /// <summary>Body of a whole row: kind, generation, ownership, fields.</summary>
    public void Full(ushort slot, bool owner, out int word, out int bits)
    {
        if (!TryShared(slot, FullPlane, owner, out word, out bits)) Encode(slot, FullPlane, owner, out word, out bits);
    }

    private bool TryShared(ushort slot, int age, bool owner, out int word, out int bits)
    {
        RequestedCount++;
        word = 0;
        bits = 0;
        if (owner || !share) return false;
        Entry[] plane = _planes[age] ??= new Entry[world.EntityCapacity];
        ref readonly Entry entry = ref plane[slot];
        if (entry.Tick != history.Newest) return false;
        word = entry.Word;
        bits = entry.Bits;
        return true;
    }

    private void Encode(ushort slot, int age, bool owner, out int word, out int bits)
    {
        EncodedCount++;
        EntityKind kind = world.KindOf(slot);
        int fieldCount = kind.FieldCountFor(owner);
        Span<int> row = stackalloc int[Limits.RowFields];
        Span<int> baseline = stackalloc int[Limits.RowFields];
        row = row[..fieldCount];
        history.ReadRow(history.Newest, kind, slot, row);

        word = _wordCount;
        BitWriter writer = new(MemoryMarshal.AsBytes(Reserve().AsSpan(word)));
        if (age == FullPlane)
        {
            writer.Write((uint)kind.Index, world.Schema.KindBits);
            writer.Write((byte)world.Generations[slot], 8);
            writer.WriteBit(owner);
            RowCoder.WriteFull(ref writer, kind.Fields, row);
        }
        else
        {
            baseline = baseline[..fieldCount];
            history.ReadRow(history.Newest - age, kind, slot, baseline);
            RowCoder.WriteDelta(ref writer, kind, baseline, row);
        }

        bits = writer.BitCount;
        writer.Finish();
        Check.That(!writer.Overflowed);
        _wordCount += (bits + 63) / 64;
        if (!owner && share) _planes[age]![slot] = new Entry(history.Newest, word, bits);
    }

    private ulong[] Reserve()
    {
        const int BodyWordsMax = (RowCoder.DeltaBitsMax + 63) / 64 + 1;
        if (_wordCount + BodyWordsMax > _words.Length) Array.Resize(ref _words, _words.Length * 2);
        return _words;
    }

    private readonly record struct Entry(Tick Tick, int Word, int Bits);
}
