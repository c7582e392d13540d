using System;
using System.Collections.Generic;

namespace GameServer.Simulation;

/// <summary>
/// The rows of one content table, by index. Rows that the game declares in code come first and keep their index in every version, so that a world may remember them by it; what a file adds
/// stands behind them in ordinal order of the ids, and moves when another comes between.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
public sealed class ContentRows<T>
    where T : class, new()
{
    private readonly T[] _rows;
    private readonly string[] _ids;
    private readonly Dictionary<string, int> _indexes;

    internal ContentRows(T[] rows, string[] ids, Dictionary<string, int> indexes)
    {
        _rows = rows;
        _ids = ids;
        _indexes = indexes;
    }

    /// <summary>How many there are.</summary>
    public int Count => _rows.Length;

    /// <summary>All rows, by index.</summary>
    public ReadOnlySpan<T> All => _rows;

    /// <summary>A row by its index.</summary>
    public T this[int index] => _rows[index];

    /// <summary>The row that a reference of the same content names.</summary>
    public T this[ContentRef<T> row] => _rows[row.Index];

    /// <summary>The id of a row.</summary>
    public string IdOf(int index) => _ids[index];

    /// <summary>Index of a row by its id: a look-up, for when a match begins or a player chooses; −1 when there is none.</summary>
    public int IndexOf(string id) => _indexes.TryGetValue(id, out int index) ? index : -1;
}
