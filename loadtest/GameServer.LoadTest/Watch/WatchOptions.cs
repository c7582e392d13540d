using System.Collections.Generic;

namespace GameServer.LoadTest.Watch;

/// <summary>What <c>loadtest watch</c> is told.</summary>
internal sealed record WatchOptions
{
    public int Bots { get; init; } = 300;

    public int RateHz { get; init; } = 30;

    /// <summary>How long each window measures.</summary>
    public double Seconds { get; init; } = 5;

    public int Pairs { get; init; } = 10;

    public string? ServerAssembly { get; init; }

    /// <summary>Every problem at once; empty when it can start.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Bots is < 1 or > 20_000) problems.Add("--bots must be 1 to 20000");
        if (RateHz is < 1 or > 128) problems.Add("--rate must be 1 to 128");
        if (Seconds is not (>= 1 and <= 600)) problems.Add("--seconds must be 1 to 600");
        if (Pairs is < 1 or > 1000) problems.Add("--pairs must be 1 to 1000");
        return problems;
    }
}
