using System.Collections.Generic;

namespace GameServer.LoadTest.Report;

/// <summary>The server in one second of a run, by its own account; of several shards the worst, where a sum means nothing.</summary>
internal sealed record ServerPoint
{
    public int Players { get; init; }

    public double TickCostP50Ms { get; init; }

    public double TickCostP99Ms { get; init; }

    public double TickCostMaxMs { get; init; }

    /// <summary>How late ticks started.</summary>
    public double LatenessP99Ms { get; init; }

    public long LateTicks { get; init; }

    public long ForgivenTicks { get; init; }

    public double? CpuUsPerClientTick { get; init; }

    /// <summary>CPU seconds used in the second.</summary>
    public double CpuCores { get; init; }

    /// <summary>With what answering for its status takes, about 100 kB a second.</summary>
    public long? AllocatedBytes { get; init; }

    public long? Collections { get; init; }

    /// <summary>Datagrams the kernel dropped.</summary>
    public long KernelDrops { get; init; }

    /// <summary>How full each of the server's bounded queues was at the end of the second, 0 to 1, by name; of several shards the fullest.</summary>
    public IReadOnlyDictionary<string, double>? QueueDepths { get; init; }

    public long TransportDrops { get; init; }

    public long SessionDrops { get; init; }
}
