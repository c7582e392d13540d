using System.Collections.Generic;

namespace GameServer.LoadTest.Report;

/// <summary>What the server did in the measured phase, as it says itself; only its CPU time when its status cannot be read.</summary>
internal sealed record ServerFigures
{
    /// <summary>Where the CPU time was read: "status" or "process".</summary>
    public required string CpuSource { get; init; }

    public double CpuSeconds { get; init; }

    public long ClientTicks { get; init; }

    public double CpuUsPerClientTick { get; init; }

    /// <summary>Null when the status cannot be read, like all below.</summary>
    public StageFigures? StageNsPerClientTick { get; init; }

    public long? Ticks { get; init; }

    public long? LateTicks { get; init; }

    public long? ForgivenTicks { get; init; }

    /// <summary>Median of the sampled seconds' medians.</summary>
    public double? TickCostP50Ms { get; init; }

    /// <summary>Worst of the sampled seconds' 99th percentiles.</summary>
    public double? TickCostP99Ms { get; init; }

    /// <summary>Longest tick of the sampled seconds.</summary>
    public double? TickCostMaxMs { get; init; }

    /// <summary>Worst of the sampled seconds' 99th percentiles.</summary>
    public double? LatenessP99Ms { get; init; }

    public int? SampledSeconds { get; init; }

    public int? EntityCount { get; init; }

    public long? DatagramsIn { get; init; }

    public long? DatagramsOut { get; init; }

    public long? Resends { get; init; }

    public long? KernelDrops { get; init; }

    public double? EntityUpdatesPerEncoding { get; init; }

    public IReadOnlyDictionary<string, long>? TransportDrops { get; init; }

    public IReadOnlyDictionary<string, long>? SessionDrops { get; init; }

    /// <summary>Fullest that each bounded queue was found in the sampled seconds, 0 to 1, by name; null when the status names none.</summary>
    public IReadOnlyDictionary<string, double>? QueueDepthsMax { get; init; }

    public long? AllocatedBytes { get; init; }

    /// <summary>With what answering for its status takes, about 100 kB a second.</summary>
    public double? AllocatedBytesPerSecond { get; init; }

    public long? Collections { get; init; }
}
