using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// One version of a game's content as the game reads it: immutable, made whole before a room or a client is given it. Asking costs an array access and no memory.
/// </summary>
public sealed class ContentSet
{
    private readonly object[] _tables;   // by key: a row, or ContentRows<T>

    internal ContentSet(ContentDocument document, object[] tables)
    {
        Document = document;
        _tables = tables;
    }

    /// <summary>Content of a game that declares none.</summary>
    public static ContentSet None { get; } = new(new ContentDocument(new List<ContentDocumentTable>()), []);

    /// <summary>The values it was made of, with those that this build knows nothing of.</summary>
    public ContentDocument Document { get; }

    /// <summary>The version.</summary>
    public ulong Hash => Document.Hash;

    /// <summary>The row of a table that has one.</summary>
    public T Of<T>(ContentKey<T> key)
        where T : class, new() => (T)_tables[key.Index];

    /// <summary>The rows of a table.</summary>
    public ContentRows<T> Of<T>(ContentTableKey<T> key)
        where T : class, new() => (ContentRows<T>)_tables[key.Index];
}
