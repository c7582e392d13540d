namespace GameServer.Simulation;

/// <summary>A content table of one row, as a game declared it: what <see cref="ContentSet.Of{T}(ContentKey{T})"/> is asked with.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class ContentKey<T>
    where T : class, new()
{
    internal ContentKey(string table, int index)
    {
        Table = table;
        Index = index;
    }

    /// <summary>The table's name.</summary>
    public string Table { get; }

    internal int Index { get; }
}
