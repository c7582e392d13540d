namespace GameServer.Bench.Interest;

/// <summary>What <c>interest</c> found. All figures are nanoseconds of CPU per client and tick.</summary>
internal sealed record InterestResult
{
    public string Command => "interest";

    public required InterestOptions Options { get; init; }

    /// <summary>Entities in a client's records on average, those leaving included.</summary>
    public required double RecordsMean { get; init; }

    /// <summary>Everything: centres, cells and lists, the looks, the records of what came and went.</summary>
    public required InterestSpread Interest { get; init; }

    /// <summary>Of that, what is done once a tick for all.</summary>
    public required InterestSpread Shared { get; init; }

    /// <summary>Brute force: all distances of one client, as many at a time as the machine can, and the slots within the radius as a list. No hysteresis, no records.</summary>
    public required InterestSpread BruteForce { get; init; }

    /// <summary>The same eight at a time, as machines without AVX-512 must.</summary>
    public required InterestSpread BruteForceOfEight { get; init; }

    /// <summary>Interest ÷ brute force, pair by pair.</summary>
    public required InterestSpread Ratio { get; init; }

    /// <summary>Interest ÷ brute force of eight, pair by pair.</summary>
    public required InterestSpread RatioOfEight { get; init; }

    public required Machine Machine { get; init; }

    public string Describe() =>
        $"""
        interest: {Options.Players} players among {Options.Entities} entities, {RecordsMean:0.0} in view, {Options.Pairs} pairs of {Options.Ticks} ticks; CPU ns per client-tick, median (min–max)
          interest      {Interest:0.0}, of which shared {Shared:0.0}
          brute force   {BruteForce:0.0}, eight at a time {BruteForceOfEight:0.0}
          ratio         1/{1 / Ratio.Median:0.0} (1/{1 / Ratio.Max:0.0}–1/{1 / Ratio.Min:0.0}), eight at a time 1/{1 / RatioOfEight.Median:0.0} (1/{1 / RatioOfEight.Max:0.0}–1/{1 / RatioOfEight.Min:0.0})
        """;
}
