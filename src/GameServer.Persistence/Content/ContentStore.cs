using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Linq;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// The versions of content that a journal's log and checkpoints name, one file each in the same folder, so that the folder by itself is enough to run its rooms again. The file is the canonical
/// bytes and nothing else; its name is their hash, by which damage shows. Written before any room hears of a version.
/// </summary>
public sealed class ContentStore(IJournalStorage storage)
{
    private const string Prefix = "content-";
    private const string Suffix = ".bytes";
    private const string UnfinishedSuffix = ".unfinished";

    /// <summary>Stores a version; when it returns, it would survive a power cut. One that is there already costs a look at the folder.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Write(ContentDocument content)
    {
        string name = NameOf(content.Hash);
        if (TryRead(content.Hash, out _)) return;
        string unfinished = name + UnfinishedSuffix;
        using (IJournalFile file = storage.Create(unfinished))
        {
            file.Append(content.Bytes.Span);
            file.Flush();
        }

        storage.Rename(unfinished, name);
        storage.SyncNames();
    }

    /// <summary>Reads a version.</summary>
    /// <returns>False when it is not there, or damaged.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool TryRead(ulong version, [NotNullWhen(true)] out ContentDocument? content)
    {
        content = null;
        string name = NameOf(version);
        if (!storage.List().Contains(name)) return false;
        using IJournalSource source = storage.Open(name);
        if (source.Length > Limits.ContentBytes) return false;
        byte[] bytes = new byte[source.Length];
        return source.Read(0, bytes) == bytes.Length && ContentDocument.TryDecode(bytes, out content) && content.Hash == version;
    }

    /// <summary>Versions that are stored, whole or not, in the order of their hashes.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public IReadOnlyList<ulong> Versions() => [.. storage.List().Select(VersionOf).OfType<ulong>()];

    /// <summary>Deletes a version that nothing names any more.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Delete(ulong version) => storage.Delete(NameOf(version));

    private static string NameOf(ulong version) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{version:x16}{Suffix}");

    private static ulong? VersionOf(string name)
    {
        bool framed = name.Length == Prefix.Length + 16 + Suffix.Length && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);
        return framed && ulong.TryParse(name.AsSpan(Prefix.Length, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong version) ? version : null;
    }
}
