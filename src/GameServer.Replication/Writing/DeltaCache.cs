using System;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Encode once, splice many: the delta of (entity, baseline tick) is the same bits for everyone who needs it, so it is encoded once per tick into a run of whole words
/// and copied from there. Each slot has places for its whole row and a few baseline ages, 12 bytes each, taken at start; two ages, or two audiences, that want the
/// same place take turns, which costs an encoding and changes no bit. The owner's bits are wanted once: they are not kept.
/// </summary>
internal sealed class DeltaCache(World world, History history, bool share)
{
    private const int FullAge = 0;       // no baseline, the whole row
    private const int PlacesPerSlot = 16;

    private readonly Entry[] _entries = new Entry[share ? world.EntityCapacity * PlacesPerSlot : 0];
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
    public void Delta(ushort slot, int age, Visibility audience, out int word, out int bits)
    {
        if (!TryShared(slot, age, audience, out word, out bits)) Encode(slot, age, audience, out word, out bits);
    }

    /// <summary>Body of a whole row: kind, generation, audience, fields.</summary>
    public void Full(ushort slot, Visibility audience, out int word, out int bits)
    {
        if (!TryShared(slot, FullAge, audience, out word, out bits)) Encode(slot, FullAge, audience, out word, out bits);
    }

    private bool TryShared(ushort slot, int age, Visibility audience, out int word, out int bits)
    {
        RequestedCount++;
        word = 0;
        bits = 0;
        if (audience == Visibility.Owner || !share) return false;
        ref readonly Entry entry = ref _entries[PlaceOf(slot, age)];
        if (entry.Tick != history.Newest || entry.Age != age || entry.Audience != audience) return false;
        word = entry.Word;
        bits = entry.Bits;
        return true;
    }

    private void Encode(ushort slot, int age, Visibility audience, out int word, out int bits)
    {
        EncodedCount++;
        EntityKind kind = world.KindOf(slot);
        int fieldCount = kind.FieldCountFor(audience);
        Span<int> row = stackalloc int[Limits.RowFields];
        Span<int> baseline = stackalloc int[Limits.RowFields];
        row = row[..fieldCount];
        history.ReadRow(history.Newest, kind, slot, row);

        word = _wordCount;
        BitWriter writer = new(MemoryMarshal.AsBytes(Reserve().AsSpan(word)));
        if (age == FullAge)
        {
            writer.Write((uint)kind.Index, world.Schema.KindBits);
            writer.Write((byte)world.Generations[slot], 8);
            writer.WriteBit(audience != Visibility.Everyone);
            if (audience != Visibility.Everyone) writer.WriteBit(audience == Visibility.Owner);
            RowCoder.WriteFull(ref writer, kind.Fields, row);
        }
        else
        {
            baseline = baseline[..fieldCount];
            history.ReadRow(history.Newest - age + (Mutations.Has(Mutation.BaselineOffByOne) ? 1 : 0), kind, slot, baseline);
            RowCoder.WriteDelta(ref writer, kind, baseline, row);
        }

        bits = writer.BitCount;
        writer.Finish();
        Check.That(!writer.Overflowed);
        _wordCount += (bits + 63) / 64;
        if (audience != Visibility.Owner && share) _entries[PlaceOf(slot, age)] = new Entry(history.Newest, word, (ushort)bits, (byte)age, audience);
    }

    /// <summary>The whole row has the first place to itself, so that no baseline ever pushes it out.</summary>
    private static int PlaceOf(ushort slot, int age) => (slot * PlacesPerSlot) + (age == FullAge ? 0 : 1 + (age % (PlacesPerSlot - 1)));

    private ulong[] Reserve()
    {
        const int BodyWordsMax = (RowCoder.DeltaBitsMax + 63) / 64 + 1;
        if (_wordCount + BodyWordsMax > _words.Length) Array.Resize(ref _words, _words.Length * 2);
        return _words;
    }

    private readonly record struct Entry(Tick Tick, int Word, ushort Bits, byte Age, Visibility Audience);
}
