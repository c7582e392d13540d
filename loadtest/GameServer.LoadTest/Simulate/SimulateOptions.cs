using System;
using System.Collections.Generic;
using System.Globalization;

namespace GameServer.LoadTest.Simulate;

/// <summary>What a person chooses about <c>loadtest simulate</c>, as given.</summary>
internal sealed record SimulateOptions
{
    /// <summary>A..B, both included, or one number.</summary>
    public string Seeds { get; init; } = "1..50";

    public int Ticks { get; init; }

    public int Jobs { get; init; } = 1;

    /// <summary>Print each seed's plan.</summary>
    public bool Plan { get; init; }

    /// <summary>File for one line per seed: seed and hash.</summary>
    public string? HashesFile { get; init; }

    /// <summary>Run on after a failing seed.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Name of a mistake to build in; null for none.</summary>
    public string? Mutation { get; init; }

    /// <summary>Try every mutation, each in a process of its own.</summary>
    public bool Mutations { get; init; }

    public static bool TryParseSeeds(string text, out ulong first, out ulong last)
    {
        string[] ends = text.Split("..");
        last = 0;
        bool read = ulong.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out first) && ends.Length <= 2;
        read = read && ulong.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out last);
        return read && first <= last && last - first < 10_000_000;
    }

    /// <summary>Every problem at once; empty when the runs can start.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (!TryParseSeeds(Seeds, out _, out _)) problems.Add($"--seeds {Seeds} is not A..B with A at most B and at most ten million between them");
        if (Ticks is < 10 or > 1_000_000) problems.Add("--ticks must be 10 to 1000000");
        if (Mutation is not null && !Enum.IsDefined(typeof(Core.Mutation), Mutation)) problems.Add($"--mutation {Mutation} is none of {string.Join(", ", Enum.GetNames<Core.Mutation>()[1..])}");
        if (Mutation is not null && Mutations) problems.Add("--mutation does not go with --mutations");
        if (Jobs is < 1 or > 256) problems.Add("--jobs must be 1 to 256");
        return problems;
    }
}
