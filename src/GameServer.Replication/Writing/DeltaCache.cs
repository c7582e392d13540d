using System;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Encode once, splice many: the delta of (entity, baseline tick) is the same bits for everyone who needs it, so it is encoded once per tick into a run of whole words
/// and copied from there. "Same" means: under one codebook, for one audience, and leaning on an older state or not. Each slot has places for its whole row and a few baseline ages, 16 bytes each, taken at start; two ages, or two audiences, that want the
/// same place take turns, which costs an encoding and changes no bit. The owner's bits are wanted once: they are not kept.
/// </summary>
internal sealed class DeltaCache(World world, History history, CodebookLayout layout, bool share)
{
    private const int FullAge = 0;       // no baseline, the whole row
    private const int PlacesPerSlot = 16;

    private readonly Entry[] _entries = new Entry[share ? world.EntityCapacity * PlacesPerSlot : 1];
    private ulong[] _words = new ulong[1 << 14];
    private int _wordCount;

    /// <summary>What deltas are encoded from.</summary>
    public RecentRows Rows { get; } = new(world, history);

    /// <summary>Bodies encoded since the start, as against those asked for.</summary>
    public long EncodedCount { get; private set; }

    public long RequestedCount { get; private set; }

    /// <summary>Forgets the last tick's bits; its words are overwritten.</summary>
    public void BeginTick()
    {
        _wordCount = 0;
        Rows.BeginTick();
    }

    /// <summary>The words of a body returned by <see cref="Delta"/> or <see cref="Full"/>, valid this tick.</summary>
    public ReadOnlySpan<ulong> Words(int word) => _words.AsSpan(word);

    /// <summary>Fetches the place of a delta that is asked for in a while; see <see cref="CacheLine"/>.</summary>
    public void Expect(ushort slot, int age)
    {
        if (share) CacheLine.Fetch(ref _entries[PlaceOf(slot, age)]);
    }

    /// <summary>Fetches the bits of these deltas, or what they will be encoded from, their places being there.</summary>
    public void Prefetch(ReadOnlySpan<SelectedEntity> entities)
    {
        if (!share) return;
        foreach (ref readonly SelectedEntity entity in entities)
        {
            ref readonly Entry entry = ref _entries[PlaceOf(entity.Slot, entity.Age)];
            if (entry.Tick == history.Newest) CacheLine.Fetch(_words, entry.Word);
            else Rows.Prefetch(entity.Slot, entity.Age, entity.Form);
        }
    }

    /// <summary>Encodes a delta against the state <see cref="SelectedEntity.Age"/> (1..63) ticks ago: fills in its place and length, and whether it is regular.</summary>
    public void Delta(ref SelectedEntity entity, Visibility audience, Codebook book)
    {
        RequestedCount++;
        bool moving = entity.Form != DeltaForm.Plain;
        bool shared = share && audience != Visibility.Owner;
        ref Entry entry = ref _entries[shared ? PlaceOf(entity.Slot, entity.Age) : 0];
        if (!shared || entry.Tick != history.Newest || !entry.Is(entity.Age, audience, moving, book.Id))
        {
            Entry encoded = Encode(entity.Slot, entity.Age, audience, moving, book);
            if (!shared)
            {
                Fill(ref entity, encoded);
                return;
            }

            entry = encoded;
        }

        Fill(ref entity, entry);
    }

    /// <summary>Body of a whole row: kind, generation, audience, fields.</summary>
    public void Full(ref SelectedEntity entity, Visibility audience)
    {
        RequestedCount++;
        bool shared = share && audience != Visibility.Owner;
        ref Entry entry = ref _entries[shared ? PlaceOf(entity.Slot, FullAge) : 0];
        if (shared && entry.Tick == history.Newest && entry.Is(FullAge, audience, false, 0))
        {
            Fill(ref entity, entry);
            return;
        }

        Entry encoded = EncodeFull(entity.Slot, audience);
        if (shared) entry = encoded;
        Fill(ref entity, encoded);
    }

    private static void Fill(ref SelectedEntity entity, in Entry entry)
    {
        entity.Word = entry.Word;
        entity.Bits = entry.Bits;
        entity.Form = entry.Form;
    }

    private Entry EncodeFull(ushort slot, Visibility audience)
    {
        EncodedCount++;
        EntityKind kind = world.KindOf(slot);
        Span<int> row = stackalloc int[Limits.RowFields];
        row = row[..kind.FieldCountFor(audience)];
        history.ReadRow(history.Newest, kind, slot, row);
        int word = _wordCount;
        BitWriter writer = new(MemoryMarshal.AsBytes(Reserve().AsSpan(word)));
        writer.Write((uint)kind.Index, world.Schema.KindBits);
        writer.Write((byte)world.Generations[slot], 8);
        writer.WriteBit(audience != Visibility.Everyone);
        if (audience != Visibility.Everyone) writer.WriteBit(audience == Visibility.Owner);
        RowCoder.WriteFull(ref writer, kind.Fields, row);
        int bits = writer.BitCount;
        writer.Finish();
        Check.That(!writer.Overflowed);
        _wordCount += (bits + 63) / 64;
        return new Entry(history.Newest, word, (ushort)bits, FullAge, audience, DeltaForm.Plain, 0);
    }

    private Entry Encode(ushort slot, int age, Visibility audience, bool moving, Codebook book)
    {
        EncodedCount++;
        EntityKind kind = world.KindOf(slot);
        int fieldCount = kind.FieldCountFor(audience);
        Span<int> rows = stackalloc int[3 * Limits.RowFields];
        Span<int> row = rows[..fieldCount];
        Tick baselineTick = history.Newest - age + (Mutations.Has(Mutation.BaselineOffByOne) ? 1 : 0);
        Rows.Read(history.Newest, kind, slot, row).CopyTo(row);
        ReadOnlySpan<int> baseline = Rows.Read(baselineTick, kind, slot, rows.Slice(Limits.RowFields, fieldCount));
        ReadOnlySpan<int> older = moving ? Rows.Read(history.Newest - age - Motion.OlderTicks, kind, slot, rows.Slice(2 * Limits.RowFields, fieldCount)) : default;

        int word = _wordCount;
        CodebookWriter writer = new(Reserve(), word, book);
        writer.Use(kind.Index);
        RowPlan plan = layout.SitesOf(kind.Index).Plan;
        RowStates states = new(baseline, older, Motion.Span(age), book.Gains(kind.Index));
        DeltaForm form = !moving ? DeltaForm.Plain : RowWalk.IsRegular(plan, states, row) ? DeltaForm.Regular : DeltaForm.Moving;
        if (form == DeltaForm.Regular) RowWalk.RegularDelta(ref writer, plan, states, row);
        else RowWalk.Delta(ref writer, plan, states, row);
        int bits = writer.BitCount;
        writer.Finish();
        _wordCount += (bits + 63) / 64;
        return new Entry(history.Newest, word, (ushort)bits, (byte)age, audience, form, (byte)book.Id);
    }

    /// <summary>
    /// The whole row has the first place to itself, so that no baseline ever pushes it out. All slots' entries of one age lie together: a tick knows few ages, and they stay in the cache.
    /// </summary>
    private int PlaceOf(ushort slot, int age) => ((age == FullAge ? 0 : 1 + (age % (PlacesPerSlot - 1))) * world.EntityCapacity) + slot;

    private ulong[] Reserve()
    {
        const int BodyWordsMax = (CodebookWriter.BitsMax / 64) + 2;
        if (_wordCount + BodyWordsMax > _words.Length) Array.Resize(ref _words, _words.Length * 2);
        return _words;
    }

    private readonly record struct Entry(Tick Tick, int Word, ushort Bits, byte Age, Visibility Audience, DeltaForm Form, byte Book)
    {
        public bool Is(int age, Visibility audience, bool moving, int book) => Age == age && Audience == audience && Form != DeltaForm.Plain == moving && Book == book;
    }
}
