using System;
using System.Runtime.InteropServices;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>The sending end: codes with the book in force, counts, and builds the next book when it pays.</summary>
internal sealed class CodebookFrameEncoder : IFrameEncoder
{
    private readonly ulong[] _words;
    private readonly ActiveEntities _entities;
    private readonly CodebookRoom _room;
    private readonly double[] _bits = new double[4];

    public CodebookFrameEncoder(TraceShape shape)
    {
        _words = new ulong[CodebookFrames.WordsMax(shape)];
        _entities = new ActiveEntities(shape.EntityCount);
        _room = new CodebookRoom(shape);
    }

    public ReadOnlySpan<double> BitsByPart => _bits;

    public ReadOnlyMemory<byte> Codebook => _room.Message;

    public int Encode(FrameStore frames, int frame, byte[] packet)
    {
        TraceShape shape = frames.Shape;
        int baseline = frame - frames.BaselineAge;
        _room.BeginFrame(frame);
        Codebook book = _room.Book;
        CodebookWriter writer = new(_words, 0, book);
        writer.Use(0);
        writer.Write((uint)book.Id, CodebookFrames.BookBits);
        _entities.Find(frames, frame);
        foreach (int entity in _entities.Active)
        {
            RowWalk.Delta(ref writer, shape.Plan, frames.Row(baseline, entity), frames.OlderRow(frame, entity), RowWalk.SameSpan, book.Gains(0), frames.Row(frame, entity));
        }

        int gap = 0;
        foreach (int entity in _entities.Resting)
        {
            if (frames.Row(frame, entity).SequenceEqual(frames.Row(baseline, entity)))
            {
                gap++;
                continue;
            }

            int before = writer.BitCount;
            writer.Gap(gap);
            _room.CountGap(gap);
            gap = 0;
            _bits[(int)CoderPart.Ids] += writer.BitCount - before;
            RowWalk.Delta(ref writer, shape.Plan, frames.Row(baseline, entity), frames.OlderRow(frame, entity), RowWalk.SameSpan, book.Gains(0), frames.Row(frame, entity));
        }

        if (_entities.Resting.Length > 0) writer.Gap(gap);
        _room.CountGap(gap);
        int length = (writer.BitCount + 7) / 8;
        writer.Finish();
        MemoryMarshal.AsBytes(_words.AsSpan())[..length].CopyTo(packet);
        _room.EndFrame(frames, frame, _entities);
        _bits[(int)CoderPart.Codebooks] = _room.MessageBits;
        return length;
    }
}
