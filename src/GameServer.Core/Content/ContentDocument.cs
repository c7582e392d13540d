using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace GameServer.Core;

/// <summary>
/// Content as values, whatever the game: immutable, with one canonical form as bytes and a hash of these, by which versions are known. Equal content has equal bytes.
/// <code>
/// document | format u8 = 1 | tables, by name
/// table    | name | single u8 | fields (name, kind u8), by name | rows, by id
/// row      | id | values in the order of the fields
/// value    | flag u8 · integer: zigzag varint · single f32 · double f64 · text
/// text     | length varint | UTF-8
/// </code>
/// Lists begin with their count as varint (LEB128); names, ids and texts are <c>text</c>; order is that of UTF-16 units.
/// </summary>
public sealed class ContentDocument
{
    private readonly byte[] _bytes;
    private readonly ContentDocumentTable[] _tables;

    /// <summary>A document of these tables.</summary>
    /// <exception cref="ArgumentException">It is larger than <see cref="Limits.ContentBytes"/>.</exception>
    public ContentDocument(IReadOnlyList<ContentDocumentTable> tables)
        : this([.. tables], ContentEncoding.Write(tables))
    {
        if (_bytes.Length > Limits.ContentBytes) throw new ArgumentException($"The content takes {_bytes.Length} bytes; {Limits.ContentBytes} are possible.", nameof(tables));
    }

    private ContentDocument(ContentDocumentTable[] tables, byte[] bytes)
    {
        _tables = tables;
        _bytes = bytes;
        Hash = HashOf(bytes);
    }

    /// <summary>The version: a hash of the canonical bytes, never 0.</summary>
    public ulong Hash { get; }

    /// <summary>The canonical form.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyList<ContentDocumentTable> Tables => _tables;

    /// <summary>The version that bytes are; 0 stands for none, so a hash that is 0 becomes 1.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> bytes) => Math.Max(1, StateHasher.OfBytes(bytes));

    /// <summary>Reads the canonical form; whatever the bytes are, nothing is thrown.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ContentDocument? document)
    {
        document = null;
        if (bytes.Length > Limits.ContentBytes || !ContentEncoding.TryRead(bytes, out ContentDocumentTable[]? tables)) return false;
        document = new ContentDocument(tables, bytes.ToArray());
        return true;
    }

    /// <summary>A table by its name; null when there is none.</summary>
    public ContentDocumentTable? Find(string table) => Array.Find(_tables, candidate => candidate.Name == table);
}
