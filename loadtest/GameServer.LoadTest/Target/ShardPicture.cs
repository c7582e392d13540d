using System.Collections.Generic;

namespace GameServer.LoadTest.Target;

/// <summary>One shard in the server's <c>/status</c>: counts since the start; percentiles are of its last second.</summary>
internal sealed record ShardPicture
{
    public int Port { get; init; }

    public int PlayerCount { get; init; }

    public int PeerCount { get; init; }

    public int EntityCount { get; init; }

    public long TickCount { get; init; }

    public long LateTickCount { get; init; }

    public long ForgivenTickCount { get; init; }

    public long ClientTickCount { get; init; }

    public long TickCostP50Ns { get; init; }

    public long TickCostP99Ns { get; init; }

    public long TickCostMaxNs { get; init; }

    public long LatenessP99Ns { get; init; }

    public long LatenessMaxNs { get; init; }

    public long DatagramsIn { get; init; }

    public long DatagramsOut { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    public long Resends { get; init; }

    public long ConnectsAccepted { get; init; }

    public long ConnectsRejected { get; init; }

    public long SnapshotPackets { get; init; }

    public long SnapshotBytes { get; init; }

    public long EntityUpdates { get; init; }

    public long EntityEncodings { get; init; }

    public StageNs? Stages { get; init; }

    public Dictionary<string, long>? TransportDrops { get; init; }

    public Dictionary<string, long>? SessionDrops { get; init; }

    /// <summary>Null where nothing is logged.</summary>
    public JournalPicture? Journal { get; init; }

    /// <summary>By name; null where the server does not say.</summary>
    public Dictionary<string, QueuePicture>? Queues { get; init; }
}
