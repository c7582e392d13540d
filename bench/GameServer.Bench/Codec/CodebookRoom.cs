using System;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>The books of one trace: what is counted, which book is in force, which is on its way.</summary>
internal sealed class CodebookRoom
{
    private readonly CodebookLayout _layout;
    private readonly CodebookCounts _counts;
    private readonly CodebookBuilder _builder;
    private readonly CodebookDraft _draft;
    private readonly TraceShape _shape;
    private readonly byte[] _message = new byte[CodebookFormat.BytesMax];
    private Codebook _spare;
    private Codebook? _next;
    private int _nextFrom;      // frame from which the next book is held by the other end
    private int _messageLength;
    private int _rebuildAt;
    private int _rebuildPeriod;

    public CodebookRoom(TraceShape shape)
    {
        _shape = shape;
        _layout = CodebookFrames.LayoutOf(shape);
        _counts = new CodebookCounts(_layout);
        _builder = new CodebookBuilder(_layout);
        _draft = new CodebookDraft(_layout);
        Book = new Codebook(_layout, reads: false);
        _spare = new Codebook(_layout, reads: false);
        _rebuildPeriod = Math.Max(8, (int)(shape.Header.Rate / 4));
        _rebuildAt = _rebuildPeriod;
    }

    public Codebook Book { get; private set; }

    /// <summary>The book built in this frame, for the other end.</summary>
    public ReadOnlyMemory<byte> Message => _message.AsMemory(0, _messageLength);

    public long MessageBits { get; private set; }

    public void BeginFrame(int frame)
    {
        _messageLength = 0;
        if (_next is null || frame < _nextFrom) return;
        (Book, _spare) = (_next, Book);
        _next = null;
    }

    public void EndFrame(FrameStore frames, int frame, ActiveEntities entities, ReadOnlySpan<bool> regular)
    {
        CodebookCounter counter = new(_counts, 0);
        Walk(ref counter, frames, frame, entities, regular, _counts.Gains(0));
        CountGaps(frames, frame, entities, regular);
        if (frame >= _rebuildAt && _next is null) Rebuild(frames, frame);
    }

    public void Account(FrameStore frames, int frame, ActiveEntities entities, ReadOnlySpan<bool> regular, double[] bits)
    {
        CodebookCosts costs = new(Book, bits);
        Walk(ref costs, frames, frame, entities, regular, Book.Gains(0));
        bits[(int)CoderPart.Codebooks] = MessageBits;
    }

    private void CountGaps(FrameStore frames, int frame, ActiveEntities entities, ReadOnlySpan<bool> regular)
    {
        int gap = 0;
        foreach (int entity in entities.Active) CountGap(CodebookFrames.IrregularGap, regular[entity], ref gap);
        if (entities.Active.Length > 0) CountGap(CodebookFrames.IrregularGap, false, ref gap);
        gap = 0;
        foreach (int entity in entities.Resting) CountGap(CodebookFrames.RestingGap, !frames.HasChanged(frame, entity), ref gap);
        if (entities.Resting.Length > 0) CountGap(CodebookFrames.RestingGap, false, ref gap);
    }

    private void CountGap(int site, bool skips, ref int gap)
    {
        if (skips)
        {
            gap++;
            return;
        }

        _counts.Add(_layout.GapLeaf + site, Magnitude.Split(gap, out _, out _));
        gap = 0;
    }

    private void Walk<TSymbols>(ref TSymbols symbols, FrameStore frames, int frame, ActiveEntities entities, ReadOnlySpan<bool> regular, ReadOnlySpan<byte> gains)
        where TSymbols : struct, IRowSymbols
    {
        foreach (int entity in entities.Active)
        {
            if (regular[entity]) RowWalk.RegularDelta(ref symbols, _shape.Plan, frames.States(frame, entity, gains), frames.Row(frame, entity));
            else RowWalk.Delta(ref symbols, _shape.Plan, frames.States(frame, entity, gains), frames.Row(frame, entity));
        }

        foreach (int entity in entities.Resting)
        {
            if (frames.HasChanged(frame, entity)) RowWalk.Delta(ref symbols, _shape.Plan, frames.States(frame, entity, gains), frames.Row(frame, entity));
        }
    }

    private void Rebuild(FrameStore frames, int frame)
    {
        // Twice as rarely each time, up to every eight seconds; and what was counted before the last eight fades.
        _rebuildPeriod = Math.Min(_rebuildPeriod * 2, (int)(_shape.Header.Rate * 8));
        _rebuildAt = frame + _rebuildPeriod;
        _builder.Build(_counts, _draft);
        int length = CodebookFormat.Write(_layout, _draft, _message);
        Codebook book = _spare;
        book.Load(CodebookFrames.NextBook(Book.Id), _draft);
        long saved = CodebookBuilder.Cost(_counts, Book) - CodebookBuilder.Cost(_counts, book);
        if (length > 0 && saved > length * 8L)
        {
            _messageLength = length;
            MessageBits += length * 8L;
            _next = book;
            _nextFrom = frame + frames.BaselineAge;
        }

        _counts.ChooseGains();
        if (_rebuildPeriod >= _shape.Header.Rate * 8) _counts.Age();
    }
}
