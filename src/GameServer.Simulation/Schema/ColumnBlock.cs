using System;

namespace GameServer.Simulation;

/// <summary>One component's columns at one tick: per field, an array of quantised integers by entity slot. Codecs write into it.</summary>
public readonly ref struct ColumnBlock
{
    private readonly Span<int> _columns;
    private readonly int _stride;

    internal ColumnBlock(Span<int> columns, int stride)
    {
        _columns = columns;
        _stride = stride;
    }

    /// <summary>The column of the component's field number <paramref name="field"/>, indexed by slot.</summary>
    public Span<int> this[int field] => _columns.Slice(field * _stride, _stride);
}
