using System;
using System.Runtime.InteropServices;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>The sending end: codes with the book in force, counts, and builds the next book when it pays.</summary>
internal sealed class CodebookFrameEncoder : IFrameEncoder
{
    private readonly ulong[] _words;
    private readonly ActiveEntities _entities;
    private readonly bool[] _regular;
    private readonly CodebookRoom _room;
    private readonly double[] _bits = new double[4];

    public CodebookFrameEncoder(TraceShape shape)
    {
        _words = new ulong[CodebookFrames.WordsMax(shape)];
        _entities = new ActiveEntities(shape.EntityCount);
        _regular = new bool[shape.EntityCount];
        _room = new CodebookRoom(shape);
    }

    public ReadOnlySpan<double> BitsByPart => _bits;

    public ReadOnlyMemory<byte> Codebook => _room.Message;

    public int Encode(FrameStore frames, int frame, byte[] packet)
    {
        _room.BeginFrame(frame);
        CodebookWriter writer = new(_words, 0, _room.Book);
        writer.Use(0);
        writer.Write((uint)_room.Book.Id, CodebookFrames.BookBits);
        _entities.Find(frames, frame);
        WriteIrregular(ref writer, frames, frame);
        WriteActive(ref writer, frames, frame);
        WriteResting(ref writer, frames, frame);
        int length = (writer.BitCount + 7) / 8;
        writer.Finish();
        MemoryMarshal.AsBytes(_words.AsSpan())[..length].CopyTo(packet);
        _room.EndFrame(frames, frame, _entities, _regular);
        return length;
    }

    /// <summary>Adds up what the last frame's bits were spent on; not part of coding it.</summary>
    public void Account(FrameStore frames, int frame) => _room.Account(frames, frame, _entities, _regular, _bits);

    private void WriteIrregular(ref CodebookWriter writer, FrameStore frames, int frame)
    {
        int gap = 0;
        foreach (int entity in _entities.Active)
        {
            _regular[entity] = RowWalk.IsRegular(frames.Shape.Plan, frames.States(frame, entity, default), frames.Row(frame, entity));
            if (_regular[entity])
            {
                gap++;
                continue;
            }

            writer.Gap(CodebookFrames.IrregularGap, gap);
            gap = 0;
        }

        if (_entities.Active.Length > 0) writer.Gap(CodebookFrames.IrregularGap, gap);
    }

    private void WriteActive(ref CodebookWriter writer, FrameStore frames, int frame)
    {
        RowPlan plan = frames.Shape.Plan;
        foreach (int entity in _entities.Active)
        {
            RowStates states = frames.States(frame, entity, _room.Book.Gains(0));
            if (_regular[entity]) RowWalk.RegularDelta(ref writer, plan, states, frames.Row(frame, entity));
            else RowWalk.Delta(ref writer, plan, states, frames.Row(frame, entity));
        }
    }

    private void WriteResting(ref CodebookWriter writer, FrameStore frames, int frame)
    {
        int gap = 0;
        foreach (int entity in _entities.Resting)
        {
            if (!frames.HasChanged(frame, entity))
            {
                gap++;
                continue;
            }

            writer.Gap(CodebookFrames.RestingGap, gap);
            gap = 0;
            RowWalk.Delta(ref writer, frames.Shape.Plan, frames.States(frame, entity, _room.Book.Gains(0)), frames.Row(frame, entity));
        }

        if (_entities.Resting.Length > 0) writer.Gap(CodebookFrames.RestingGap, gap);
    }
}
