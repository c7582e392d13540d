using System;
using GameServer.Bench.Traces;

namespace GameServer.Bench.Codec;

/// <summary>The last frames one end of a coder holds, and the shape of all of them.</summary>
internal sealed class FrameStore
{
    private const int Frames = 128;

    private readonly int[][] _frames = new int[Frames][];

    public FrameStore(TraceShape shape, int baselineAge)
    {
        Shape = shape;
        BaselineAge = baselineAge;
        for (int i = 0; i < Frames; i++) _frames[i] = new int[shape.EntityCount * shape.ColumnCount];
    }

    public const int BaselineAgeMax = (Frames - 1) / 2;

    public TraceShape Shape { get; }

    /// <summary>Frames from a frame's baseline to the frame.</summary>
    public int BaselineAge { get; }

    public Span<int> Frame(int frame) => _frames[frame % Frames];

    public Span<int> Row(int frame, int entity) => _frames[frame % Frames].AsSpan(entity * Shape.ColumnCount, Shape.ColumnCount);

    /// <summary>Row of the state before the baseline, as far before it as the baseline is before the frame; empty in a trace's first frames.</summary>
    public ReadOnlySpan<int> OlderRow(int frame, int entity) => frame < 2 * BaselineAge ? default : Row(frame - (2 * BaselineAge), entity);
}
