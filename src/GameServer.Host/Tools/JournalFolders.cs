using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;

namespace GameServer.Host.Tools;

/// <summary>What a person means by a journal: a node's data folder, or the folder of one shard in it.</summary>
internal static class JournalFolders
{
    /// <summary>The shard folders, in order.</summary>
    /// <exception cref="StartException">There is none.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        if (!Directory.Exists(path)) throw new StartException(ErrorCode.JournalNotFound, $"there is no folder {Path.GetFullPath(path)}.");
        if (IsShard(path)) return [Path.GetFullPath(path)];
        string[] shards = [.. Directory.EnumerateDirectories(Path.GetFullPath(path), "shard-*").Where(IsShard).OrderBy(name => name.Length).ThenBy(name => name, System.StringComparer.Ordinal)];
        return shards.Length > 0 ? shards : throw new StartException(ErrorCode.JournalNotFound, $"{Path.GetFullPath(path)} holds no journal.");
    }

    private static bool IsShard(string path) => Directory.EnumerateFiles(path, "journal-*.log").Any() || Directory.EnumerateFiles(path, "checkpoint-*.state").Any();
}
