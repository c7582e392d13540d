using System;
using System.Collections.Generic;

namespace GameServer.Host.Admin;

/// <summary>The body of <c>GET /status</c>.</summary>
internal sealed record NodeReport
{
    public required int ProcessId { get; init; }

    public required DateTime StartedUtc { get; init; }

    /// <summary>User and system time of the whole process.</summary>
    public required double CpuSeconds { get; init; }

    public required string Game { get; init; }

    public required int TickRateHz { get; init; }

    public required int PlayersPerRoom { get; init; }

    public required int Rooms { get; init; }

    public required GcReport Gc { get; init; }

    /// <summary>Datagrams the kernel threw away because a socket was not read in time.</summary>
    public required long KernelDrops { get; init; }

    /// <summary>Players' records; null when none are kept.</summary>
    public required PlayersReport? Players { get; init; }

    public required IReadOnlyList<ShardReport> Shards { get; init; }
}
