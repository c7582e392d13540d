using System;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Compose once, copy many: what a page says to a client that holds it as of some tick is the same run of bits for all such clients, so it is put together once per tick, from bodies that the
/// encoder shares, and copied into each client's packets.
/// </summary>
internal sealed class PageCache
{
    private const int WholeAge = 0;          // no baseline: every row whole
    private const int PlacesPerPage = 16;

    private readonly World _world;
    private readonly History _history;
    private readonly Flock _flock;
    private readonly DeltaCache _deltas;
    private readonly Place[] _places;
    private readonly int[] _fullBits;        // by kind: nothing is ever said in more
    private ulong[] _words = new ulong[1 << 12];
    private PageEntry[] _entries = new PageEntry[1 << 12];
    private int _wordCount;
    private int _entryCount;

    public PageCache(World world, History history, Flock flock, DeltaCache deltas)
    {
        _world = world;
        _history = history;
        _flock = flock;
        _deltas = deltas;
        _places = new Place[flock.PageCount * PlacesPerPage];
        _fullBits = new int[world.Schema.Kinds.Length];
        foreach (EntityKind kind in world.Schema.Kinds) _fullBits[kind.Index] = RowCoder.FullBits(world.Schema, kind);
    }

    /// <summary>Forgets the last tick's pages; their words are overwritten.</summary>
    public void BeginTick()
    {
        _wordCount = 0;
        _entryCount = 0;
    }

    public ReadOnlySpan<PageEntry> Entries(scoped in PageBody body) => _entries.AsSpan(body.FirstEntry, body.Count);

    public ReadOnlySpan<ulong> Words(scoped in PageBody body) => _words.AsSpan(body.Word);

    /// <summary>The page against the state <paramref name="age"/> (1..63) ticks ago, or whole (0).</summary>
    /// <param name="page">Its number.</param>
    /// <param name="age">Of the state the client holds.</param>
    /// <param name="isNamed">The packet's own baseline has this age; otherwise each delta names it, which takes 9 bits more.</param>
    /// <param name="book">The codebook the packet names.</param>
    /// <param name="body">Valid this tick.</param>
    public void Get(int page, int age, bool isNamed, Codebook book, out PageBody body)
    {
        isNamed |= age == WholeAge;
        int preferred = age + (book.Id * (PlacesPerPage / 2));   // a new book and the one before it, both in use until everyone holds the new one, keep out of each other's way
        ref Place place = ref _places[(page * PlacesPerPage) + (preferred % PlacesPerPage)];
        if (place.Tick != _history.Newest || place.Age != age || place.IsNamed != isNamed || place.Book != book.Id)
        {
            place.Tick = _history.Newest;
            place.Age = (byte)age;
            place.IsNamed = isNamed;
            place.Book = (byte)book.Id;
            Compose(page, age, isNamed, book, out place.Body);
        }

        body = place.Body;
    }

    private void Compose(int page, int age, bool isNamed, Codebook book, out PageBody body)
    {
        Reserve();
        body = new PageBody { Word = _wordCount, FirstEntry = _entryCount };
        BitWriter writer = new(MemoryMarshal.AsBytes(_words.AsSpan(_wordCount)));
        int end = Math.Min((page + 1) * Flock.PageSlots, _world.SlotCount);
        int previous = -1;
        for (int index = page * Flock.PageSlots; index < end; index++)
        {
            ushort slot = (ushort)index;
            if (!TryOperation(slot, age, out EntityOperation operation)) continue;
            int gapBit = writer.BitCount;
            if (body.Count > 0) writer.WriteExpGolomb((uint)(slot - previous - 1), _flock.GapOrder);
            previous = slot;
            _entries[_entryCount++] = new PageEntry(slot, operation == EntityOperation.Remove, (ushort)gapBit, (ushort)writer.BitCount);
            body.Count++;
            WriteEntity(ref writer, slot, operation, age, isNamed, book);
        }

        body.Bits = writer.BitCount;
        writer.Finish();
        Check.That(!writer.Overflowed);
        _wordCount += (body.Bits + 63) / 64;
    }

    /// <summary>What there is to say of a slot to a client that holds the page at that age; false when nothing.</summary>
    private bool TryOperation(ushort slot, int age, out EntityOperation operation)
    {
        ulong members = _flock.Members[slot];
        ulong since = age == WholeAge ? ulong.MaxValue : Flock.Since(age);
        operation = EntityOperation.Full;
        if ((members & 1) != 0)
        {
            bool isHeld = age != WholeAge && (members & since) == since;
            if (!isHeld) return true;
            operation = EntityOperation.Delta;
            return _history.PublicChangedAt[slot] > _history.Newest - age;
        }

        // Who lives and is no member any more is each client's own affair.
        operation = EntityOperation.Remove;
        return !_world.Living[slot] && (members & since) != 0;
    }

    // Deltas are plain: what a moving one leans on, a page's tick does not tell.
    private void WriteEntity(ref BitWriter writer, ushort slot, EntityOperation operation, int age, bool isNamed, Codebook book)
    {
        SelectedEntity entity = new() { Slot = slot, Operation = operation, Age = (byte)age };
        if (operation == EntityOperation.Delta)
        {
            if (!isNamed) entity.Operation = EntityOperation.DeltaAtAge;
            _deltas.Delta(ref entity, Visibility.Everyone, book);
            if (entity.Bits > _fullBits[_world.KindOf(slot).Index]) entity.Operation = EntityOperation.Full;
        }

        if (entity.Operation == EntityOperation.Full) _deltas.Full(ref entity, Visibility.Everyone);
        writer.Write(PacketComposer.OperationCode(entity, 0, out int operationBits), operationBits);
        if (entity.Operation != EntityOperation.Remove) writer.WriteWords(_deltas.Words(entity.Word), entity.Bits);
    }

    private void Reserve()
    {
        const int PageWordsMax = (PacketComposer.PacketBits / 64) + (Flock.PageSlots * 8 / 64) + 2;
        if (_wordCount + PageWordsMax > _words.Length) Array.Resize(ref _words, _words.Length * 2);
        if (_entryCount + Flock.PageSlots > _entries.Length) Array.Resize(ref _entries, _entries.Length * 2);
    }

    private struct Place
    {
        public Tick Tick;
        public byte Age;
        public byte Book;
        public bool IsNamed;
        public PageBody Body;
    }
}
