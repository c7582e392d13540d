using System;

namespace GameServer.Simulation;

/// <summary>
/// A row of another table, as a property of a content row: written as the row's id, checked when content is read, and looked up by index ever after.
/// </summary>
/// <typeparam name="T">What the other table's rows are; one table of the game has such rows.</typeparam>
public readonly struct ContentRef<T> : IEquatable<ContentRef<T>>
    where T : class, new()
{
    private readonly string? _id;

    /// <summary>A reference by id, as defaults in code say it; the index follows when the declaration is built.</summary>
    public ContentRef(string id)
        : this(id, -1)
    {
    }

    internal ContentRef(string id, int index)
    {
        _id = id;
        Index = index;
    }

    /// <summary>The row's id; empty for none.</summary>
    public string Id => _id ?? "";

    /// <summary>The row's index in its table; −1 before content was read.</summary>
    public int Index { get; }

    /// <inheritdoc/>
    public bool Equals(ContentRef<T> other) => Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ContentRef<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
