namespace GameServer.LoadTest.Scenarios;

/// <summary>One stretch of a scenario: how many bots are to play, how they come, and what happens to them meanwhile. Every moment in it follows from its start.</summary>
internal sealed record LoadPhase
{
    public required string Name { get; init; }

    /// <summary>The profile it was made from: one of <see cref="LoadProfiles"/>.</summary>
    public required string Profile { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Share of the scenario's bots that is to play at its end; may pass 1 where the profile drives beyond capacity.</summary>
    public double To { get; init; } = 1;

    /// <summary>Seconds over which bots come or go, evenly, from the number the phase before ended with; 0: all at once.</summary>
    public double OverSeconds { get; init; }

    /// <summary>Mean of the exponentially distributed time a bot stays before it leaves and another takes its place; 0: nobody leaves.</summary>
    public double SessionSeconds { get; init; }

    /// <summary>At the start every bot vanishes without a goodbye and comes again.</summary>
    public bool Drops { get; init; }

    public Backoff Backoff { get; init; }

    /// <summary>First wait of a bot that comes again; the most of it when jittered.</summary>
    public double WithinSeconds { get; init; } = 2;

    public Gathering Gathering { get; init; }

    /// <summary>Ends as soon as everybody plays or failed.</summary>
    public bool UntilSeated { get; init; }

    /// <summary>Whether it counts for the run's figures and thresholds. The series and the phase's own figures show it in any case.</summary>
    public bool IsMeasured { get; init; } = true;
}
