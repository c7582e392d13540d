using System;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>
/// The product's dense coder on whole frames: the rows of what moved lately, unchanged ones included, and for each of the others whether it changed, and its row. A frame
/// is coded with the models as its baseline left them.
/// </summary>
internal sealed class DenseFrames : IFrameEncoder, IFrameDecoder
{
    private const int ChangedContexts = 64;
    private const int ChanceBits = 18;       // 1 MiB a model; 22 bits change no scene by 0.3 %

    private readonly DenseLayout _layout;
    private readonly DenseModel[] _models;   // by frame modulo baseline age: a frame follows its baseline
    private readonly ActiveEntities _entities;
    private readonly byte[] _bytes;
    private readonly double[] _bits = new double[4];

    public DenseFrames(TraceShape shape, int baselineAge)
    {
        _layout = new DenseLayout([shape.Plan]);
        _models = new DenseModel[baselineAge];
        for (int i = 0; i < baselineAge; i++) _models[i] = _layout.NewModel(ChanceBits, ChangedContexts);
        _entities = new ActiveEntities(shape.EntityCount);
        _bytes = new byte[AdaptiveFrames.PacketBytesMax(shape)];
    }

    /// <summary>Flags are counted with the values: both are made of the same kind of decision.</summary>
    public ReadOnlySpan<double> BitsByPart => _bits;

    public ReadOnlyMemory<byte> Codebook => default;

    public int Encode(FrameStore frames, int frame, byte[] packet)
    {
        _entities.Find(frames, frame);
        DenseSymbols<RangeWriter> symbols = new(new RangeWriter(packet, 0), _models[frame % frames.BaselineAge], _layout, 0);
        double idBits = Walk(ref symbols, frames, frame);
        int length = symbols.Coder.Finish();
        if (Meters(frame)) _bits[(int)CoderPart.Values] += BitMeter.FramesPerSample * ((length * 8) - idBits);
        return length;
    }

    public void Receive(ReadOnlySpan<byte> codebook) => throw new NotSupportedException("this coder has no codebooks");

    public bool TryDecode(FrameStore frames, int frame, ReadOnlySpan<byte> packet)
    {
        packet.CopyTo(_bytes);
        frames.Frame(frame - frames.BaselineAge).CopyTo(frames.Frame(frame));
        _entities.Find(frames, frame);
        DenseSymbols<RangeReader> symbols = new(new RangeReader(_bytes, 0, packet.Length), _models[frame % frames.BaselineAge], _layout, 0);
        Walk(ref symbols, frames, frame);
        return !symbols.Coder.Overran;
    }

    private static bool Meters(int frame) => frame % BitMeter.FramesPerSample == 0;

    /// <returns>Bits spent on ids, in a frame that is metered.</returns>
    private double Walk<TCoder>(ref DenseSymbols<TCoder> symbols, FrameStore frames, int frame)
        where TCoder : struct, IBitCoder
    {
        foreach (int entity in _entities.Active) Row(ref symbols, frames, frame, entity);
        int changedBefore = 0;
        BitMeter meter = new(symbols.Writes && Meters(frame));
        foreach (int entity in _entities.Resting)
        {
            int changed = symbols.Writes && frames.HasChanged(frame, entity) ? 1 : 0;
            int flags = FlagsOf(frames, frame, entity);
            meter.Start(symbols.Coder);
            changed = symbols.Alone((flags * 4) + changedBefore, changed);
            meter.Stop(symbols.Coder);
            changedBefore = ((changedBefore << 1) | changed) & 3;
            if (changed != 0) Row(ref symbols, frames, frame, entity);
        }

        return meter.Bits;
    }

    private int FlagsOf(FrameStore frames, int frame, int entity)
    {
        int flags = 0;
        int count = 0;
        foreach (ref readonly UnitPlan unit in frames.Shape.Plan.Units)
        {
            if (unit.Kind == UnitKind.Bool && count < 4) flags |= frames.Row(frame - frames.BaselineAge, entity)[unit.FirstField] << count++;
        }

        return flags;
    }

    private static void Row<TCoder>(ref DenseSymbols<TCoder> symbols, FrameStore frames, int frame, int entity)
        where TCoder : struct, IBitCoder
    {
        RowStates states = frames.States(frame, entity, frames.Gains);
        symbols.Enter(states, frames.OldestRow(frame, entity));
        RowWalk.Delta(ref symbols, frames.Shape.Plan, states, frames.Row(frame, entity));
    }
}
