using System;

namespace GameServer.Replication;

/// <summary>What both ends know when a row is coded.</summary>
internal readonly ref struct RowStates(ReadOnlySpan<int> baseline, ReadOnlySpan<int> older, int span, ReadOnlySpan<byte> gains)
{
    /// <summary>Motions are scaled by 256ths.</summary>
    public const int SameSpan = 256;

    /// <summary>The state that the difference is taken to; as long as the viewer may see.</summary>
    public readonly ReadOnlySpan<int> Baseline = baseline;

    /// <summary>A state before it, which tells how things moved, or empty.</summary>
    public readonly ReadOnlySpan<int> Older = older;

    /// <summary>Ticks from the baseline to now, in 256ths of those from the older state to the baseline.</summary>
    public readonly int Span = span;

    /// <summary>Per residual site, how much of a motion to expect again, in quarters.</summary>
    public readonly ReadOnlySpan<byte> Gains = gains;

    /// <summary>The same from a field on.</summary>
    public RowStates From(int field) => new(Baseline[field..], Older.IsEmpty ? Older : Older[field..], Span, Gains);
}
