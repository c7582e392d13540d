using System;
using System.Collections.Generic;
using GameServer.Server;

namespace GameServer.Host.Logging;

/// <summary>Says of late ticks why they were late: the first few since the last look, and how many more there were. Where every tick is late, a line for each would help nobody.</summary>
internal sealed class LateTickLog(LateTicks[] shards)
{
    private const int LinesMax = 3;

    private readonly long[] _told = new long[shards.Length];

    /// <summary>A line for each that was late since the last call.</summary>
    public IReadOnlyList<string> Next()
    {
        List<string> lines = [];
        for (int shard = 0; shard < shards.Length; shard++)
        {
            LateTick[] late = shards[shard].Since(_told[shard]);
            if (late.Length == 0) continue;
            long more = late[^1].Number - _told[shard] - Math.Min(late.Length, LinesMax);
            _told[shard] = late[^1].Number;
            foreach (LateTick tick in late.AsSpan(0, Math.Min(late.Length, LinesMax))) lines.Add(LateTickText.Of(shard, tick));
            if (more > 0) lines.Add($"shard {shard}: {more} more ticks were late");
        }

        return lines;
    }
}
