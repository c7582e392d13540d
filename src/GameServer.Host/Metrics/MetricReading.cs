using System.Collections.Generic;
using GameServer.Host.Admin;
using GameServer.Server;

namespace GameServer.Host.Metrics;

/// <summary>All that instruments are read from, as it was at one moment.</summary>
/// <param name="Node">What <c>/status</c> shows.</param>
/// <param name="Shards">The shards' pictures, in their order.</param>
/// <param name="Queues">Every bounded queue.</param>
/// <param name="Process">The process and its runtime.</param>
/// <param name="Errors">Errors by code.</param>
/// <param name="IsReady">Whether players are let in.</param>
internal sealed record MetricReading(NodeReport Node, ShardStatus[] Shards, IReadOnlyList<QueueReading> Queues, ProcessReading Process, ErrorTally Errors, bool IsReady);
