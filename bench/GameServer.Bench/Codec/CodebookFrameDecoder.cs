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
    private readonly Codebook?[] _books = new Codebook?[256];
    private int _newest;

    public CodebookFrameDecoder(TraceShape shape)
    {
        _words = new ulong[CodebookFrames.WordsMax(shape)];
        _entities = new ActiveEntities(shape.EntityCount);
        _layout = CodebookFrames.LayoutOf(shape);
        _draft = new CodebookDraft(_layout);
        _books[0] = new Codebook(_layout, 0, _draft);
    }

    public void Receive(ReadOnlySpan<byte> codebook)
    {
        if (!CodebookFormat.TryRead(_layout, codebook, _draft)) throw new InvalidOperationException("the codebook does not read back");
        _newest = (_newest + 1) & 255;
        _books[_newest] = new Codebook(_layout, _newest, _draft);
    }

    public bool TryDecode(FrameStore frames, int frame, ReadOnlySpan<byte> packet)
    {
        packet.CopyTo(MemoryMarshal.AsBytes(_words.AsSpan()));
        MemoryMarshal.AsBytes(_words.AsSpan()).Slice(packet.Length, 16).Clear();
        if (_books[packet[0]] is not { } book) return false;
        CodebookReader reader = new(_words, CodebookFrames.BookBits, packet.Length * 8, book);
        reader.Use(0);
        int baseline = frame - frames.BaselineAge;
        frames.Frame(baseline).CopyTo(frames.Frame(frame));
        _entities.Find(frames, frame);
        foreach (int entity in _entities.Active) Row(ref reader, frames, frame, entity);
        int next = 0;
        while (next < _entities.Resting.Length && !reader.Failed)
        {
            int gap = reader.Gap();
            next += gap;
            if (gap < 0 || next >= _entities.Resting.Length) break;
            Row(ref reader, frames, frame, _entities.Resting[next++]);
            if (next == _entities.Resting.Length) reader.Gap();
        }

        return !reader.Failed;
    }

    private static void Row(ref CodebookReader reader, FrameStore frames, int frame, int entity) => RowWalk.Delta(
        ref reader, frames.Shape.Plan, frames.Row(frame - frames.BaselineAge, entity), frames.OlderRow(frame, entity), RowWalk.SameSpan, reader.Gains, frames.Row(frame, entity));
}
