using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.LoadTest.LiveContent;

/// <summary>What a person chooses about one content run, as given.</summary>
internal sealed record ContentOptions
{
    /// <summary>Players, one socket each, spread over the rooms.</summary>
    public int Bots { get; init; } = 300;

    public int Rooms { get; init; } = 10;

    public int RateHz { get; init; } = 30;

    /// <summary>Versions that are published.</summary>
    public int Publishes { get; init; } = 20;

    /// <summary>How often what was published is rolled back.</summary>
    public int RollBacks { get; init; } = 5;

    /// <summary>Seconds by which 99 of 100 changes of a room must have happened.</summary>
    public double RoomSecondsMax { get; init; } = 2;

    /// <summary>Late ticks allowed while content changes.</summary>
    public int LateTicksMax { get; init; }

    /// <summary>Seconds of play before the first change: as long as the server's code is still being compiled, its ticks are late for other reasons.</summary>
    public double WarmSeconds { get; init; } = 10;

    /// <summary>False where machines are too busy for times to mean anything.</summary>
    public bool JudgesTimes { get; init; } = true;

    public ulong Seed { get; init; } = 1;

    /// <summary>Data folder of the server; null for a temporary one.</summary>
    public string? Data { get; init; }

    /// <summary>gameserver.dll to spawn; null for this repository's.</summary>
    public string? ServerAssembly { get; init; }

    /// <summary>Seats in a room, with a few more than needed.</summary>
    public int SeatsPerRoom => ((Bots + Rooms - 1) / Rooms) + 4;

    /// <summary>Every problem at once, each in the option's own name; empty when the run can start.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Bots is < 1 or > 5_000) problems.Add("--bots must be 1 to 5000");
        if (Rooms is < 1 or > 1_000) problems.Add("--rooms must be 1 to 1000");
        if (RateHz is < 1 or > Limits.TickRateHzMax) problems.Add($"--rate must be 1 to {Limits.TickRateHzMax}");
        if (Publishes is < 1 or > 150) problems.Add("--publishes must be 1 to 150");
        if (RollBacks < 0 || RollBacks > Publishes) problems.Add("--rollbacks must be 0 to --publishes");
        if (RoomSecondsMax is not (> 0 and <= 60)) problems.Add("--room-limit must be above 0 and at most 60");
        if (LateTicksMax < 0) problems.Add("--late-max must be 0 or more");
        if (WarmSeconds is not (>= 0 and <= 600)) problems.Add("--warm must be 0 to 600");
        return problems;
    }
}
