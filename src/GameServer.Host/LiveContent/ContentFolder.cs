using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.LiveOps;
using GameServer.Persistence;

namespace GameServer.Host.LiveContent;

/// <summary>
/// Where versions are kept: the index and every version in the data folder, and the versions in play beside each shard's log too, so that the log can be run again from its own folder. Without a data
/// folder everything is kept in memory and ends with the process.
/// </summary>
internal sealed class ContentFolder
{
    private const string IndexName = "index.json";

    private readonly string? _folder;
    private readonly ContentStore? _versions;
    private readonly ContentStore[] _shards;
    private readonly Dictionary<ulong, ContentDocument> _held = [];

    /// <param name="data">The data folder; null for memory alone.</param>
    /// <param name="shards">Folders of the shards' journals.</param>
    public ContentFolder(string? data, IEnumerable<string> shards)
    {
        _shards = [.. shards.Select(folder => new ContentStore(new FileStorage(folder)))];
        if (data is null) return;
        _folder = Path.Combine(data, "content");
        _versions = new ContentStore(new FileStorage(_folder));
    }

    /// <summary>The index as the process before this one left it; an empty one when there is none.</summary>
    /// <exception cref="IOException">The disk failed, or what is there is no index.</exception>
    public ContentIndex ReadIndex()
    {
        if (_folder is null || !File.Exists(Path.Combine(_folder, IndexName))) return new ContentIndex();
        return ContentIndexFile.TryRead(File.ReadAllText(Path.Combine(_folder, IndexName))) ?? throw new IOException($"{Path.Combine(_folder, IndexName)} is damaged: restore it, or remove it, which forgets what was published");
    }

    /// <summary>Keeps the index, all of it or as it was before.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void WriteIndex(ContentIndex index)
    {
        if (_folder is null || _versions is null) return;
        string unfinished = Path.Combine(_folder, IndexName + ".unfinished");
        using (StreamWriter file = new(unfinished))
        {
            file.Write(ContentIndexFile.Write(index));
            file.Flush();
            ((FileStream)file.BaseStream).Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path.Combine(_folder, IndexName), overwrite: true);
        HashSet<ulong> kept = [.. index.Versions.Select(version => version.Hash)];
        foreach (ulong version in _versions.Versions().Where(version => !kept.Contains(version))) _versions.Delete(version);
    }

    /// <summary>Keeps a version.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Write(ContentDocument document)
    {
        if (_versions is null) _held[document.Hash] = document;
        else _versions.Write(document);
    }

    /// <summary>A version that is kept; null when it is not there, or damaged.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public ContentDocument? Find(ulong version)
    {
        if (_held.TryGetValue(version, out ContentDocument? held)) return held;
        return _versions?.TryRead(version, out ContentDocument? document) == true ? document : null;
    }

    /// <summary>Puts a version beside each shard's log, before any room hears of it. What is there stays: logs and checkpoints that are kept may name it.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void WriteBesideLogs(ContentDocument document)
    {
        foreach (ContentStore shard in _shards) shard.Write(document);
    }
}
