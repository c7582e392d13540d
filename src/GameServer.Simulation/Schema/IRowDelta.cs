using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// The changes between two rows of one component, written without a table: what generated codecs implement. One changed bit for the whole, then one per field (none if there is
/// a single field), then the change: exponential Golomb of the signed difference for numbers, the plain value for symbols, nothing for bools.
/// </summary>
public interface IRowDelta
{
    /// <summary>Writes what turns <paramref name="baseline"/> into <paramref name="row"/>; both hold every field, in range.</summary>
    void WriteDelta(ref BitWriter writer, ReadOnlySpan<int> baseline, ReadOnlySpan<int> row);

    /// <summary>Reads into <paramref name="row"/>; false when the bits end early or a field leaves its range. Bits come from strangers.</summary>
    bool TryReadDelta(ref BitReader reader, ReadOnlySpan<int> baseline, Span<int> row);
}
