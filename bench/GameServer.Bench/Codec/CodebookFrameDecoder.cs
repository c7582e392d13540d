using System;
using System.Runtime.InteropServices;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>The receiving end.</summary>
internal sealed class CodebookFrameDecoder : IFrameDecoder
{
    private readonly ulong[] _words;
    private readonly ActiveEntities _entities;
    private readonly CodebookLayout _layout;
    private readonly CodebookDraft _draft;
    private readonly Codebook?[] _books = new Codebook?[1 << CodebookFrames.BookBits];
    private readonly bool[] _regular;   // by place among the active
    private int _newest;

    public CodebookFrameDecoder(TraceShape shape)
    {
        _words = new ulong[CodebookFrames.WordsMax(shape)];
        _entities = new ActiveEntities(shape.EntityCount);
        _regular = new bool[shape.EntityCount];
        _layout = CodebookFrames.LayoutOf(shape);
        _draft = new CodebookDraft(_layout);
        _books[0] = new Codebook(_layout, reads: true);
    }

    public void Receive(ReadOnlySpan<byte> codebook)
    {
        if (!CodebookFormat.TryRead(_layout, codebook, _draft)) throw new InvalidOperationException("the codebook does not read back");
        _newest = CodebookFrames.NextBook(_newest);
        (_books[_newest] ??= new Codebook(_layout, reads: true)).Load(_newest, _draft);
    }

    public bool TryDecode(FrameStore frames, int frame, ReadOnlySpan<byte> packet)
    {
        packet.CopyTo(MemoryMarshal.AsBytes(_words.AsSpan()));
        MemoryMarshal.AsBytes(_words.AsSpan()).Slice(packet.Length, 16).Clear();
        if (_books[packet[0] & ((1 << CodebookFrames.BookBits) - 1)] is not { } book) return false;
        CodebookReader reader = new(_words, CodebookFrames.BookBits, packet.Length * 8, book);
        reader.Use(0);
        frames.Frame(frame - frames.BaselineAge).CopyTo(frames.Frame(frame));
        _entities.Find(frames, frame);
        return TryReadIrregular(ref reader) && TryReadRows(ref reader, book, frames, frame);
    }

    private bool TryReadIrregular(ref CodebookReader reader)
    {
        int count = _entities.Active.Length;
        _regular.AsSpan(0, count).Fill(true);
        for (int next = 0; count > 0; next++)
        {
            int gap = reader.Gap(CodebookFrames.IrregularGap);
            if (reader.Failed || gap < 0) return false;
            next += gap;
            if (next >= count) break;
            _regular[next] = false;
        }

        return true;
    }

    private bool TryReadRows(ref CodebookReader reader, Codebook book, FrameStore frames, int frame)
    {
        RowPlan plan = frames.Shape.Plan;
        for (int i = 0; i < _entities.Active.Length; i++)
        {
            int entity = _entities.Active[i];
            if (_regular[i]) RowWalk.RegularDelta(ref reader, plan, frames.States(frame, entity, book.Gains(0)), frames.Row(frame, entity));
            else RowWalk.Delta(ref reader, plan, frames.States(frame, entity, book.Gains(0)), frames.Row(frame, entity));
        }

        for (int next = 0; _entities.Resting.Length > 0; next++)
        {
            int gap = reader.Gap(CodebookFrames.RestingGap);
            if (reader.Failed || gap < 0) return false;
            next += gap;
            if (next >= _entities.Resting.Length) break;
            int entity = _entities.Resting[next];
            RowWalk.Delta(ref reader, plan, frames.States(frame, entity, book.Gains(0)), frames.Row(frame, entity));
        }

        return !reader.Failed;
    }
}
