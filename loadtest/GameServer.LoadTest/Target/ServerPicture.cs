using System;
using System.Collections.Generic;
using System.Linq;

namespace GameServer.LoadTest.Target;

/// <summary>What a load test reads of the server's <c>/status</c>; the rest of it is ignored.</summary>
internal sealed record ServerPicture
{
    public int ProcessId { get; init; }

    public DateTime StartedUtc { get; init; }

    /// <summary>User and system time of the server's process so far.</summary>
    public double CpuSeconds { get; init; }

    public int TickRateHz { get; init; }

    public int PlayersPerRoom { get; init; }

    public IReadOnlyList<ShardPicture> Shards { get; init; } = [];

    public GcPicture? Gc { get; init; }

    public long KernelDrops { get; init; }

    public bool Serves(int port) => Shards.Any(shard => shard.Port == port);

    public long Sum(Func<ShardPicture, long> count) => Shards.Sum(count);

    public long Worst(Func<ShardPicture, long> figure) => Shards.Count == 0 ? 0 : Shards.Max(figure);
}
