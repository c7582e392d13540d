using System;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Bench.Codec;

/// <summary>
/// The reference: a coder of the kind that holds the published record. A binary range coder, adaptive contexts taken from one baseline, and models that travel with it: a frame
/// is coded with the models as they were after its baseline, which both ends have, and leaves them as its own.
/// </summary>
internal sealed class AdaptiveFrames : IFrameEncoder, IFrameDecoder
{
    private readonly TraceShape _shape;
    private readonly AdaptiveModel[] _models;   // by frame modulo baseline age: each is the chain of a frame, its baseline, its baseline's baseline
    private readonly double[] _bits = new double[4];
    private readonly byte[] _bytes;
    private readonly int[] _flagColumns;

    public AdaptiveFrames(TraceShape shape, int baselineAge)
    {
        _shape = shape;
        _models = new AdaptiveModel[baselineAge];
        for (int i = 0; i < baselineAge; i++) _models[i] = new AdaptiveModel(AdaptiveSymbols<RangeWriter>.ModelSize(shape));
        _bytes = new byte[PacketBytesMax(shape)];
        _flagColumns = Array.FindAll(Indexes(shape.ColumnCount), column => shape.Fields[column].Kind == FieldKind.Bool);
    }

    /// <summary>Flags are counted with the values: both are made of the same kind of decision.</summary>
    public ReadOnlySpan<double> BitsByPart => _bits;

    public ReadOnlyMemory<byte> Codebook => default;

    /// <summary>A packet at its worst: every value with its sign, exponent and mantissa.</summary>
    public static int PacketBytesMax(TraceShape shape) => (shape.EntityCount * ((shape.ColumnCount * 24) + 8)) + 64;

    public int Encode(FrameStore frames, int frame, byte[] packet)
    {
        AdaptiveSymbols<RangeWriter> symbols = new(new RangeWriter(packet, 0), _models[frame % frames.BaselineAge], _shape);
        double idBits = Walk(ref symbols, frames, frame);
        int length = symbols.Coder.Finish();
        if (Meters(frame)) _bits[(int)CoderPart.Values] += BitMeter.FramesPerSample * ((length * 8) - idBits);
        return length;
    }

    public void Receive(ReadOnlySpan<byte> codebook) => throw new NotSupportedException("this coder has no codebooks");

    public bool TryDecode(FrameStore frames, int frame, ReadOnlySpan<byte> packet)
    {
        packet.CopyTo(_bytes);
        AdaptiveSymbols<RangeReader> symbols = new(new RangeReader(_bytes, 0, packet.Length), _models[frame % frames.BaselineAge], _shape);
        Walk(ref symbols, frames, frame);
        return !symbols.Coder.Overran;
    }

    private static int[] Indexes(int count)
    {
        int[] indexes = new int[count];
        for (int i = 0; i < count; i++) indexes[i] = i;
        return indexes;
    }

    private static bool Meters(int frame) => frame % BitMeter.FramesPerSample == 0;

    /// <returns>Bits spent on ids, in a frame that is metered.</returns>
    private double Walk<TCoder>(ref AdaptiveSymbols<TCoder> symbols, FrameStore frames, int frame)
        where TCoder : struct, IBitCoder
    {
        int changedBefore = 0;
        BitMeter meter = new(symbols.Writes && Meters(frame));
        for (int entity = 0; entity < _shape.EntityCount; entity++)
        {
            ReadOnlySpan<int> baseline = frames.Row(frame - frames.BaselineAge, entity);
            Span<int> row = frames.Row(frame, entity);
            int changed = symbols.Writes && !row.SequenceEqual(baseline) ? 1 : 0;
            meter.Start(symbols.Coder);
            changed = symbols.Changed(changedBefore, FlagsOf(baseline), changed);
            meter.Stop(symbols.Coder);
            changedBefore = ((changedBefore << 1) | changed) & 3;
            if (changed != 0) RowWalk.Delta(ref symbols, _shape.Plan, new RowStates(baseline, default, RowStates.SameSpan, default), row);
            else if (!symbols.Writes) baseline.CopyTo(row);
        }

        return meter.Bits;
    }

    private int FlagsOf(ReadOnlySpan<int> row)
    {
        int flags = 0;
        for (int i = 0; i < _flagColumns.Length && i < 3; i++) flags |= row[_flagColumns[i]] << i;
        return flags;
    }
}
