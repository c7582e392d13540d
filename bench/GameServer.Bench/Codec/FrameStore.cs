using System;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>The last frames one end of a coder holds, and the shape of all of them.</summary>
internal sealed class FrameStore
{
    private const int Frames = 128;

    private readonly byte[] _gains;
    private readonly int[][] _frames = new int[Frames][];

    public FrameStore(TraceShape shape, int baselineAge)
    {
        Shape = shape;
        _gains = new byte[shape.Plan.ResidualSiteCount];
        Array.Fill(_gains, CodebookDraft.GainMax);
        BaselineAge = baselineAge;
        for (int i = 0; i < Frames; i++) _frames[i] = new int[shape.EntityCount * shape.ColumnCount];
    }

    public const int BaselineAgeMax = (Frames - 1) / 2;

    public TraceShape Shape { get; }

    /// <summary>Frames from a frame's baseline to the frame.</summary>
    public int BaselineAge { get; }

    public Span<int> Frame(int frame) => _frames[frame % Frames];

    public Span<int> Row(int frame, int entity) => _frames[frame % Frames].AsSpan(entity * Shape.ColumnCount, Shape.ColumnCount);

    /// <summary>Frames from the older state to the baseline: half of those from the baseline to the frame, as young motion tells more and older motion is finer.</summary>
    public int OlderGap => (BaselineAge + 1) / 2;

    /// <summary>Gains of a coder that has measured none: motions go on as they are.</summary>
    public ReadOnlySpan<byte> Gains => _gains;

    /// <summary>True when the entity differs from its baseline: both ends' frames must be known.</summary>
    public bool HasChanged(int frame, int entity) => !Row(frame, entity).SequenceEqual(Row(frame - BaselineAge, entity));

    /// <summary>What both ends know of an entity when a frame is coded; without an older state in a trace's first frames.</summary>
    public RowStates States(int frame, int entity, ReadOnlySpan<byte> gains)
    {
        int baseline = frame - BaselineAge;
        ReadOnlySpan<int> older = baseline < OlderGap ? default : Row(baseline - OlderGap, entity);
        return new RowStates(Row(baseline, entity), older, BaselineAge * RowStates.SameSpan / OlderGap, gains);
    }

    /// <summary>Row of a state as long before the older one as that is before the baseline, or empty.</summary>
    public ReadOnlySpan<int> OldestRow(int frame, int entity)
    {
        int oldest = frame - BaselineAge - (2 * OlderGap);
        return oldest < 0 ? default : Row(oldest, entity);
    }
}
