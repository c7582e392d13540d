using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Which kind, field and player cost how much, from about one client-tick in sixteen over the last minute. A sampled client-tick is coded a second time, beside the path, to see what
/// each field takes. Memory is taken when sampling starts and does not grow: twelve slices of five seconds that replace one another.
/// </summary>
internal sealed class ReplicationProfile
{
    private const int MeanGap = 16;
    private const int SliceCount = 12;
    private const int SliceSeconds = 5;
    private const int Envelope = 0;      // places of a kind: these two, then its fields
    private const int Flags = 1;
    private const int FirstField = 2;

    private readonly World _world;
    private readonly History _history;
    private readonly RoomCodebooks _books;
    private readonly int _tickRateHz;
    private readonly int[] _firstPlace;  // by kind; the last place of all is the packets' own
    private readonly int[] _placeBits;   // of the client-tick being looked at
    private readonly Slice[] _slices = new Slice[SliceCount];
    private Prng _prng = Prng.For(0, "attribution");
    private Tick _startedAt;
    private int _gap;

    public ReplicationProfile(World world, History history, RoomCodebooks books, int tickRateHz)
    {
        _world = world;
        _history = history;
        _books = books;
        _tickRateHz = tickRateHz;
        _startedAt = history.Newest;
        _firstPlace = new int[world.Schema.Kinds.Length];
        int places = 0;
        foreach (EntityKind kind in world.Schema.Kinds)
        {
            _firstPlace[kind.Index] = places;
            places += FirstField + kind.Fields.Length;
        }

        _placeBits = new int[places + 1];
        for (int i = 0; i < SliceCount; i++) _slices[i] = new Slice(places + 1, world.PlayerCapacity);
    }

    /// <summary>Takes in one published client-tick, most often by only counting it.</summary>
    /// <param name="viewer">Of the client.</param>
    /// <param name="entities">What was written for it.</param>
    /// <param name="bits">Of all its packets.</param>
    /// <param name="ns">Spent on interest and writing.</param>
    public void Note(Viewer viewer, ReadOnlySpan<SelectedEntity> entities, int bits, long ns)
    {
        Slice slice = SliceOf(_history.Newest);
        slice.ClientTicks++;
        if (--_gap > 0) return;
        _gap = 1 + _prng.NextInt((2 * MeanGap) - 1);   // uneven, so that no player's turn is always skipped
        slice.Sampled++;
        slice.PlayerBits[viewer.Player.Value] += bits;
        slice.PlayerNs[viewer.Player.Value] += ns;
        if (bits == 0) return;
        Array.Clear(_placeBits);
        int spent = 0;
        int previous = -1;
        int gapOrder = PacketComposer.GapOrder(entities);
        foreach (ref readonly SelectedEntity entity in entities)
        {
            int envelope = PacketComposer.EnvelopeBits(entity, previous, gapOrder, viewer.BaselineAge(_history.Newest));
            previous = entity.Slot;
            spent += envelope + (entity.Operation == EntityOperation.Remove ? 0 : entity.Bits);
            EntityKind kind = _world.KindOf(entity.Slot);
            _placeBits[_firstPlace[kind.Index] + Envelope] += envelope;
            if (entity.Operation != EntityOperation.Remove) TallyBody(kind, entity, viewer.Records[entity.Record].Audience, _books.For(viewer.HeldBook));
        }

        // Headers, and what differs because gaps start anew in each packet.
        _placeBits[^1] = Math.Max(0, bits - spent);
        slice.Add(_placeBits, ns);
    }

    /// <summary>The last minute as one picture, scaled up from the sample.</summary>
    public AttributionReport Report()
    {
        Tick now = _history.Newest;
        Slice sum = new(_placeBits.Length, _world.PlayerCapacity);
        foreach (Slice slice in _slices)
        {
            if (slice.Number != Slice.Unused && NumberOf(now) - slice.Number < SliceCount) sum.Add(slice);
        }

        double scale = sum.Sampled == 0 ? 0 : sum.ClientTicks / (double)sum.Sampled;
        double total = Math.Max(1, sum.PlaceBits.Sum());
        List<FieldAttribution> fields = [];
        foreach (EntityKind kind in _world.Schema.Kinds)
        {
            for (int i = 0; i < FirstField + kind.Fields.Length; i++) AddField(kind.Name, NameOf(kind, i), _firstPlace[kind.Index] + i);
        }

        AddField("(packet)", "(header)", _placeBits.Length - 1);
        List<PlayerAttribution> players = [];
        for (int i = 0; i < sum.PlayerBits.Length; i++)
        {
            if (sum.PlayerBits[i] > 0) players.Add(new PlayerAttribution(i, (long)(sum.PlayerBits[i] * scale), (long)(sum.PlayerNs[i] * scale)));
        }

        double seconds = Math.Min(now - _startedAt, SliceCount * SliceSeconds * _tickRateHz) / (double)_tickRateHz;
        return new AttributionReport(seconds, sum.ClientTicks, sum.Sampled, [.. fields.OrderByDescending(field => field.Bits)], [.. players.OrderByDescending(player => player.Bits)]);

        void AddField(string kind, string field, int place)
        {
            if (sum.PlaceBits[place] == 0) return;
            fields.Add(new FieldAttribution(kind, field, (long)(sum.PlaceBits[place] * scale), sum.PlaceBits[place] / total, (long)(sum.PlaceNs[place] * scale)));
        }
    }

    private static string NameOf(EntityKind kind, int place)
    {
        if (place == Envelope) return "(envelope)";
        if (place == Flags) return "(flags)";
        int field = place - FirstField;
        foreach (KindComponent component in kind.Components)
        {
            if (field >= component.FirstField && field < component.FirstField + component.FieldCount) return $"{component.Key.Name}.{kind.Fields[field].Name}";
        }

        return kind.Fields[field].Name;
    }

    private void TallyBody(EntityKind kind, in SelectedEntity entity, Visibility audience, Codebook book)
    {
        int first = _firstPlace[kind.Index];
        Span<int> fieldBits = _placeBits.AsSpan(first + FirstField, kind.FieldCountFor(audience));
        if (entity.Operation == EntityOperation.Full)
        {
            int known = 0;
            for (int i = 0; i < fieldBits.Length; i++)
            {
                fieldBits[i] += kind.Fields[i].Bits;
                known += kind.Fields[i].Bits;
            }

            _placeBits[first + Flags] += entity.Bits - known;
            return;
        }

        Span<int> rows = stackalloc int[3 * Limits.RowFields];
        Span<int> row = rows[..fieldBits.Length];
        Span<int> baseline = rows.Slice(Limits.RowFields, fieldBits.Length);
        Span<int> older = entity.Form == DeltaForm.Plain ? default : rows.Slice(2 * Limits.RowFields, fieldBits.Length);
        _history.ReadRow(_history.Newest, kind, entity.Slot, row);
        _history.ReadRow(_history.Newest - entity.Age, kind, entity.Slot, baseline);
        if (!older.IsEmpty) _history.ReadRow(_history.Newest - entity.Age - Motion.OlderTicks, kind, entity.Slot, older);
        RowPlan plan = book.Layout.SitesOf(kind.Index).Plan;
        RowStates states = new(baseline, older, Motion.Span(entity.Age), book.Gains(kind.Index));
        CodebookTally tally = new(book, kind.Index, _placeBits, first + Flags, first + FirstField);
        if (entity.Form == DeltaForm.Regular) RowWalk.RegularDelta(ref tally, plan, states, row);
        else RowWalk.Delta(ref tally, plan, states, row);
    }

    private int NumberOf(Tick tick) => (int)(tick.Value / (uint)(SliceSeconds * _tickRateHz));

    private Slice SliceOf(Tick tick)
    {
        int number = NumberOf(tick);
        Slice slice = _slices[number % SliceCount];
        if (slice.Number != number) slice.Restart(number);
        return slice;
    }

    private sealed class Slice(int places, int players)
    {
        public const int Unused = -1;

        public readonly long[] PlaceBits = new long[places];
        public readonly long[] PlaceNs = new long[places];
        public readonly long[] PlayerBits = new long[players];
        public readonly long[] PlayerNs = new long[players];
        public int Number = Unused;
        public long ClientTicks;
        public long Sampled;

        public void Restart(int number)
        {
            Number = number;
            ClientTicks = 0;
            Sampled = 0;
            Array.Clear(PlaceBits);
            Array.Clear(PlaceNs);
            Array.Clear(PlayerBits);
            Array.Clear(PlayerNs);
        }

        public void Add(ReadOnlySpan<int> placeBits, long ns)
        {
            long total = 0;
            foreach (int bits in placeBits) total += bits;
            for (int i = 0; i < placeBits.Length; i++)
            {
                if (placeBits[i] == 0) continue;
                PlaceBits[i] += placeBits[i];
                PlaceNs[i] += ns * placeBits[i] / total;
            }
        }

        public void Add(Slice other)
        {
            ClientTicks += other.ClientTicks;
            Sampled += other.Sampled;
            for (int i = 0; i < PlaceBits.Length; i++)
            {
                PlaceBits[i] += other.PlaceBits[i];
                PlaceNs[i] += other.PlaceNs[i];
            }

            for (int i = 0; i < PlayerBits.Length; i++)
            {
                PlayerBits[i] += other.PlayerBits[i];
                PlayerNs[i] += other.PlayerNs[i];
            }
        }
    }
}
