using System.Collections.Generic;
using GameServer.Server;

namespace GameServer.Host.Admin;

/// <summary>One shard in <c>/status</c>: <see cref="ShardStatus"/> with names for its drop counters.</summary>
internal sealed record ShardReport(
    int Port,
    uint Tick,
    int RoomCount,
    int PlayerCount,
    int PeerCount,
    int EntityCount,
    long TickCount,
    long LateTickCount,
    long ForgivenTickCount,
    long ClientTickCount,
    long TickCostP50Ns,
    long TickCostP99Ns,
    long TickCostMaxNs,
    long LatenessP99Ns,
    long LatenessMaxNs,
    long DatagramsIn,
    long DatagramsOut,
    long BytesIn,
    long BytesOut,
    long Resends,
    IReadOnlyDictionary<string, QueueReport> Queues,
    long ConnectsAccepted,
    long ConnectsRejected,
    long ConnectsChallenged,
    long SnapshotPackets,
    long SnapshotBytes,
    long EntityUpdates,
    long EntityEncodings,
    long SpawnsRefused,
    long RewindCount,
    long RewindClampedCount,
    double RewindTicksP50,
    double RewindTicksP99,
    long JoinsRefused,
    StageCosts Stages,
    IReadOnlyDictionary<string, long> TransportDrops,
    IReadOnlyDictionary<string, long> SessionDrops);
