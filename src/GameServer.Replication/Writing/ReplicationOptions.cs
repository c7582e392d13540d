using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>How a room spends its clients' bandwidth.</summary>
public sealed record ReplicationOptions
{
    /// <summary>Snapshot payload per client and second. 32,000 bytes are 256 kbit/s: a tenth of what the slowest common mobile link carries. Empty packets come on top.</summary>
    public int BytesPerSecond { get; init; } = 32_000;

    /// <summary>Seconds between two state hashes to one client; 0 sends none.</summary>
    public double HashPeriodSeconds { get; init; } = 1;

    /// <summary>Ticks after which a client with nothing new is still sent an empty packet: it carries the clock, and acknowledgements by number need later packets.</summary>
    public int KeepAliveTicks { get; init; } = 4;

    /// <summary>Encode each (entity, baseline) once per tick and splice it into every packet. Off only to measure what it saves.</summary>
    public bool ShareEncodings { get; init; } = true;

    /// <summary>Every problem with these options, empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (BytesPerSecond < 1_000) problems.Add($"Replication.BytesPerSecond is {BytesPerSecond}; a client needs at least 1000.");
        if (HashPeriodSeconds < 0) problems.Add($"Replication.HashPeriodSeconds is {HashPeriodSeconds}; it cannot be negative.");
        if (KeepAliveTicks is < 1 or > Limits.HistoryTicks / 4) problems.Add($"Replication.KeepAliveTicks is {KeepAliveTicks}; 1 to {Limits.HistoryTicks / 4} are possible.");
        return problems;
    }
}
