namespace GameServer.LoadTest.Report;

/// <summary>What the load generator cost and whether it kept up, over the measured phase.</summary>
internal sealed record SwarmFigures
{
    /// <summary>One client for one tick: one input sampled.</summary>
    public long ClientTicks { get; init; }

    public double CpuSeconds { get; init; }

    public double CpuUsPerClientTick { get; init; }

    /// <summary>How late inputs were sampled after they were due.</summary>
    public required Spread SamplingLateness { get; init; }

    /// <summary>Share of inputs sampled a whole tick late or more.</summary>
    public double InputsTickLateShare { get; init; }
}
