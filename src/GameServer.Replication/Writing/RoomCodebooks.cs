using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// A room's codebooks. What is counted is the room's own history, newest tick against a few ages, a few slots a tick: never what clients happened to acknowledge. So the books
/// follow from the room's log, like everything else in it.
/// </summary>
internal sealed class RoomCodebooks
{
    /// <summary>Books kept for clients that do not hold the newest yet, the newest included; whoever has none of them is served with the built-in one.</summary>
    private const int BooksKept = 3;

    private const int SamplesPerTick = 48;

    private const double FirstBookSeconds = 2;
    private const double BookPeriodSeconds = 8;

    /// <summary>A book is sent when it pays within so many entity updates: ten seconds of a client that is sent ten things thirty times a second.</summary>
    private const int UpdatesToPay = 3000;

    /// <summary>Ages of the baselines that are counted: round trips of what is playable, at any tick rate.</summary>
    private static readonly int[] s_ages = [2, 3, 4, 6, 8];

    private readonly World _world;
    private readonly History _history;
    private readonly CodebookLayout _layout;
    private readonly CodebookCounts _counts;
    private readonly CodebookBuilder _builder;
    private readonly CodebookDraft _draft;
    private readonly Codebook _builtIn;
    private readonly Codebook[] _books = new Codebook[BooksKept];   // by id modulo their number
    private readonly byte[] _bytes = new byte[CodebookFormat.BytesMax];
    private readonly byte[] _message = new byte[CodebookMessage.BytesMax];
    private readonly int _tickRateHz;
    private int _messageLength;
    private int _cursor;
    private int _period;
    private Tick _rebuildAt;
    private long _samples;

    public RoomCodebooks(World world, History history, int tickRateHz)
    {
        _world = world;
        _history = history;
        _tickRateHz = tickRateHz;
        _layout = CodebookLayout.Of(world.Schema);
        _counts = new CodebookCounts(_layout);
        _builder = new CodebookBuilder(_layout);
        _draft = new CodebookDraft(_layout);
        _builtIn = new Codebook(_layout, reads: false);
        for (int i = 0; i < BooksKept; i++) _books[i] = new Codebook(_layout, reads: false);
        _period = Math.Max(1, (int)(FirstBookSeconds * tickRateHz));
        _rebuildAt = new Tick((uint)_period);
    }

    public CodebookLayout Layout => _layout;

    /// <summary>Number of the newest book; 0 before the first.</summary>
    public int NewestId { get; private set; }

    /// <summary>The message that delivers the newest book; empty before the first.</summary>
    public ReadOnlySpan<byte> Message => _message.AsSpan(0, _messageLength);

    /// <summary>Books made since the start.</summary>
    public int MadeCount { get; private set; }

    /// <summary>The book for a client that says it holds number <paramref name="id"/>.</summary>
    public Codebook For(int id)
    {
        Codebook book = _books[id % BooksKept];
        return id != 0 && book.Id == id ? book : _builtIn;
    }

    /// <summary>Looks at the newest tick; now and then there is a new book after it.</summary>
    public void BeginTick()
    {
        Tick now = _history.Newest;
        int age = s_ages[now.Value % (uint)s_ages.Length];
        if (!_history.Holds(now - age) || !_history.Holds(now - age - Motion.OlderTicks)) return;
        int slots = _world.SlotCount;
        for (int i = 0; i < Math.Min(SamplesPerTick, slots); i++)
        {
            _cursor = _cursor + 1 < slots ? _cursor + 1 : 0;
            Count((ushort)_cursor, now, age);
        }

        if (now >= _rebuildAt) Rebuild(now);
    }

    private void Count(ushort slot, Tick now, int age)
    {
        if (!_world.IsAlive(slot) || now - _world.SpawnTickOf(slot) < age + Motion.OlderTicks) return;
        EntityKind kind = _world.KindOf(slot);

        // Most who see an entity see what everyone sees; one sample in four stands for its owner.
        int fieldCount = kind.FieldCountFor((now.Value & 3) == 0 ? Visibility.Owner : Visibility.Everyone);
        Span<int> rows = stackalloc int[3 * Limits.RowFields];
        Span<int> row = rows[..fieldCount];
        Span<int> baseline = rows.Slice(Limits.RowFields, fieldCount);
        Span<int> older = rows.Slice(2 * Limits.RowFields, fieldCount);
        _history.ReadRow(now, kind, slot, row);
        _history.ReadRow(now - age, kind, slot, baseline);
        if (row.SequenceEqual(baseline)) return;
        _history.ReadRow(now - age - Motion.OlderTicks, kind, slot, older);
        RowStates states = new(baseline, older, Motion.Span(age), _counts.Gains(kind.Index));
        CodebookCounter counter = new(_counts, kind.Index);
        RowPlan plan = _layout.SitesOf(kind.Index).Plan;
        if (RowWalk.IsRegular(plan, states, row)) RowWalk.RegularDelta(ref counter, plan, states, row);
        else RowWalk.Delta(ref counter, plan, states, row);
        _samples++;
    }

    // Twice as rarely each time, up to every eight seconds; and what was counted before the last eight fades.
    private void Rebuild(Tick now)
    {
        _period = Math.Min(_period * 2, Math.Max(1, (int)(BookPeriodSeconds * _tickRateHz)));
        _rebuildAt = now + _period;
        if (_samples == 0) return;
        _builder.Build(_counts, _draft);
        int length = CodebookFormat.Write(_layout, _draft, _bytes);
        int id = NewestId == CodebookMessage.Ids - 1 ? 1 : NewestId + 1;
        Codebook present = For(NewestId);
        Codebook next = _books[id % BooksKept];
        long cost = CodebookBuilder.Cost(_counts, present);
        if (length > 0 && TryTake(next, id, cost, length))
        {
            NewestId = id;
            MadeCount++;
            _messageLength = CodebookMessage.Write(_message, id, _bytes.AsSpan(0, length));
        }

        _counts.ChooseGains();
        _counts.Age();
        _samples >>= 1;
    }

    // The place of the oldest book is taken even by a draft that is not worth sending: nobody is served from it any more.
    private bool TryTake(Codebook book, int id, long presentCost, int length)
    {
        book.Load(id, _draft);
        double savedPerUpdate = (presentCost - CodebookBuilder.Cost(_counts, book)) / (double)_samples;
        if (savedPerUpdate * UpdatesToPay > length * 8) return true;
        _draft.Clear();
        book.Load(0, _draft);
        return false;
    }
}
