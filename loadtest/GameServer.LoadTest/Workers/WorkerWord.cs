namespace GameServer.LoadTest.Workers;

/// <summary>What a worker tells its controller: one JSON object per line, with just one of these set.</summary>
internal sealed record WorkerWord
{
    /// <summary>The worker's monotonic nanoseconds.</summary>
    public long? ClockNs { get; init; }

    public WorkerState? State { get; init; }

    public WireSecond? Second { get; init; }

    /// <summary>Everybody left, and every second was told.</summary>
    public bool Done { get; init; }

    /// <summary>Why it cannot go on.</summary>
    public string? Problem { get; init; }

    internal sealed record WorkerState(int Playing, int Failed, int Lost, int OtherRateHz, double CpuSeconds);
}
