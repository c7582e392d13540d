namespace GameServer.Simulation;

/// <summary>A content table with rows by id, as a game declared it: what <see cref="ContentSet.Of{T}(ContentTableKey{T})"/> is asked with.</summary>
/// <typeparam name="T">A row.</typeparam>
public sealed class ContentTableKey<T>
    where T : class, new()
{
    internal ContentTableKey(string table, int index)
    {
        Table = table;
        Index = index;
    }

    /// <summary>The table's name.</summary>
    public string Table { get; }

    internal int Index { get; }
}
