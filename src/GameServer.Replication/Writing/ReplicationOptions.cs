using System;
using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>How a room spends its clients' bandwidth.</summary>
public sealed record ReplicationOptions
{
    /// <summary>Most snapshot payload per client and second. 32,000 bytes are 256 kbit/s: a tenth of what the slowest common mobile link carries. Empty packets come on top.</summary>
    public int BytesPerSecond { get; init; } = 32_000;

    /// <summary>What a client is sent however bad its path looks, if it needs it. 4,000 bytes are 32 kbit/s.</summary>
    public int BytesPerSecondMin { get; init; } = 4_000;

    /// <summary>Entities in view that each client's lists are prepared for: about 90 bytes each. Larger views grow them, once.</summary>
    public int EntitiesInView { get; init; } = 256;

    /// <summary>Seconds between two state hashes to one client; 0 sends none.</summary>
    public double HashPeriodSeconds { get; init; } = 1;

    /// <summary>Ticks after which a client with nothing new is still sent an empty packet: it carries the clock, and acknowledgements by number need later packets.</summary>
    public int KeepAliveTicks { get; init; } = 4;

    /// <summary>Encode each (entity, baseline) once per tick and splice it into every packet. Off only to measure what it saves.</summary>
    public bool ShareEncodings { get; init; } = true;

    /// <summary>Clients who see one another, and more than their budgets hold, from which on they share whole runs of packets (see <c>Flock</c>); 0 never. Needs <see cref="ShareEncodings"/>.</summary>
    public int FlockViewers { get; init; } = 16;

    /// <summary>How snapshots are coded; clients that cannot read the dense coder's are never sent one.</summary>
    public SnapshotCoder Coder { get; init; } = SnapshotCoder.Auto;

    /// <summary>With <see cref="SnapshotCoder.Auto"/>, clients whose path takes more bytes per second than this are never served densely: it is what a client must be short of. 8,000 bytes are 64 kbit/s.</summary>
    public int DenseBytesPerSecond { get; init; } = 8_000;

    /// <summary>Clients of a room that may be served densely at once; 0: one for sixteen seats, four at least. For each, 220 KiB are kept ready from the start: the tick path must not ask for memory.</summary>
    public int DenseClients { get; init; }

    /// <summary>Every problem with these options, empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (BytesPerSecond < 1_000) problems.Add($"Replication.BytesPerSecond is {BytesPerSecond}; a client needs at least 1000.");
        if (BytesPerSecondMin < 1_000) problems.Add($"Replication.BytesPerSecondMin is {BytesPerSecondMin}; a client needs at least 1000.");
        if (EntitiesInView is < 1 or > Limits.EntityCapacityMax) problems.Add($"Replication.EntitiesInView is {EntitiesInView}; 1 to {Limits.EntityCapacityMax} are possible.");
        if (HashPeriodSeconds < 0) problems.Add($"Replication.HashPeriodSeconds is {HashPeriodSeconds}; it cannot be negative.");
        if (KeepAliveTicks is < 1 or > Limits.HistoryTicks / 4) problems.Add($"Replication.KeepAliveTicks is {KeepAliveTicks}; 1 to {Limits.HistoryTicks / 4} are possible.");
        if (FlockViewers < 0) problems.Add($"Replication.FlockViewers is {FlockViewers}; it cannot be negative.");
        if (!Enum.IsDefined(Coder)) problems.Add($"Replication.Coder is {Coder}; Auto, Codebook and Dense are possible.");
        if (DenseBytesPerSecond < 0) problems.Add($"Replication.DenseBytesPerSecond is {DenseBytesPerSecond}; it cannot be negative.");
        if (DenseClients < 0) problems.Add($"Replication.DenseClients is {DenseClients}; it cannot be negative.");
        return problems;
    }

    /// <summary>The same for a room of so many seats; all of them where nothing but the dense coder is asked for.</summary>
    internal int DenseClientsOf(int seats)
    {
        const int SeatsForEach = 16;
        const int Least = 4;
        if (DenseClients > 0) return Math.Min(seats, DenseClients);
        return Coder switch
        {
            SnapshotCoder.Codebook => 0,
            SnapshotCoder.Dense => seats,
            _ => Math.Min(seats, Math.Max(Least, seats / SeatsForEach)),
        };
    }
}
