namespace GameServer.Bench.Bots;

/// <summary>What bots cost without sockets.</summary>
internal sealed record BotResult
{
    public required int Bots { get; init; }

    /// <summary>Median over ticks.</summary>
    public required double NsPerBotTick { get; init; }

    /// <summary>A tenth of the ticks cost less: what neighbours of a shared machine spoil least.</summary>
    public required double NsPerBotTickLow { get; init; }

    public required double SnapshotsPerBotTick { get; init; }

    public required double UpdatesPerSnapshot { get; init; }

    public required long HashChecks { get; init; }

    public required long HashMismatches { get; init; }

    public required long AllocatedBytes { get; init; }

    public required Machine Machine { get; init; }

    public string Describe() =>
        $"""
        bots: {Bots} in turn over memory, {SnapshotsPerBotTick:F2} snapshots a tick, {UpdatesPerSnapshot:F1} entities in each
          {NsPerBotTick:F0} ns of CPU per bot-tick, p10 {NsPerBotTickLow:F0} · {HashChecks} state hashes checked, {HashMismatches} mismatches · {AllocatedBytes} B allocated
        {Machine}
        """;
}
