namespace GameServer.LoadTest.Report;

/// <summary>
/// One second of a run, for curves. Percentiles are of this second alone and null when nothing was measured in it; what stalled shows in the second the stall ended. Griefers are
/// left out.
/// </summary>
internal sealed record SeriesPoint
{
    /// <summary>Whole seconds since the run's start.</summary>
    public required int Second { get; init; }

    public required string Phase { get; init; }

    /// <summary>Bots that should play by plan.</summary>
    public int Wanted { get; init; }

    /// <summary>Bots in play, on average over the second.</summary>
    public int Playing { get; init; }

    /// <summary>Seats gained.</summary>
    public int Connects { get; init; }

    public int ConnectFailures { get; init; }

    /// <summary>Seats lost without having left.</summary>
    public int Disconnects { get; init; }

    public double? ConnectTimeP99Ms { get; init; }

    public double? SnapshotAgeP50Ms { get; init; }

    public double? SnapshotAgeP99Ms { get; init; }

    public double? SnapshotGapP99Ms { get; init; }

    public double? SnapshotGapMaxMs { get; init; }

    public double? InputToEffectP50Ms { get; init; }

    public double? InputToEffectP99Ms { get; init; }

    public double? RoundTripP50Ms { get; init; }

    /// <summary>Of bots that had lost a seat, until they had one again.</summary>
    public double? ResumeTimeP99Ms { get; init; }

    /// <summary>Of snapshots, 0 to 1; below 0 where late ones made up for earlier seconds.</summary>
    public double LossShare { get; init; }

    public long SnapshotsPerSecond { get; init; }

    /// <summary>UDP payload of all bots.</summary>
    public long DownBytesPerSecond { get; init; }

    /// <summary>UDP payload of all bots.</summary>
    public long UpBytesPerSecond { get; init; }

    public long HashChecks { get; init; }

    public long HashMismatches { get; init; }

    /// <summary>How late the swarm itself was.</summary>
    public double? SamplingLatenessP99Ms { get; init; }

    public double? SwarmCpuUsPerClientTick { get; init; }

    /// <summary>CPU seconds that the bots' processes used in the second; null in the first and the last.</summary>
    public double? SwarmCpuCores { get; init; }

    /// <summary>Of the predictions compared in this second, 0 to 1; null when nobody predicts.</summary>
    public double? MispredictedShare { get; init; }

    /// <summary>How far the corrections of this second moved what players saw, in game units; null when there was none.</summary>
    public double? CorrectionUnitsP95 { get; init; }

    /// <summary>Null when the server's status cannot be read.</summary>
    public ServerPoint? Server { get; init; }
}
