using System;
using System.Collections.Generic;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Report;

/// <summary>How full the server's queues were, whichever it names in its status.</summary>
internal static class QueueFigures
{
    /// <summary>Shares of their limits by name, of several shards the fullest; null when the status names none.</summary>
    public static IReadOnlyDictionary<string, double>? DepthsIn(ServerPicture picture)
    {
        SortedDictionary<string, double> depths = new(StringComparer.Ordinal);
        foreach (ShardPicture shard in picture.Shards)
        {
            foreach ((string name, QueuePicture queue) in shard.Queues ?? []) Note(name, queue.Depth, queue.Limit);
            if (shard.Journal is { } journal) Note("journalBytes", journal.WaitingBytes, journal.QueueBytesMax);
        }

        return depths.Count > 0 ? depths : null;

        void Note(string name, long depth, long limit) => depths[name] = Math.Max(depths.GetValueOrDefault(name), limit > 0 ? depth / (double)limit : 0);
    }

    /// <summary>Takes in another second: of each queue the fuller of both.</summary>
    public static void Merge(SortedDictionary<string, double> into, IReadOnlyDictionary<string, double>? more)
    {
        if (more is null) return;
        foreach ((string name, double share) in more) into[name] = Math.Max(into.GetValueOrDefault(name), share);
    }
}
