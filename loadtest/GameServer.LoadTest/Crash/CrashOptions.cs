using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;

namespace GameServer.LoadTest.Crash;

/// <summary>What a person chooses about one crash run, as given.</summary>
internal sealed record CrashOptions
{
    private const float AreaPerBot = 30;    // 15 of them within sight of a shot
    private const float FieldSizeMin = 16;

    /// <summary>Players, one socket each; the room has as many seats, so that who loses one finds no other.</summary>
    public int Bots { get; init; } = 300;

    public int RateHz { get; init; } = 30;

    /// <summary>How often the server is killed.</summary>
    public int Kills { get; init; } = 20;

    /// <summary>Shortest and longest life of a server after everybody is back, in seconds; drawn evenly between.</summary>
    public double LifeSecondsMin { get; init; } = 0.2;

    public double LifeSecondsMax { get; init; } = 1.0;

    /// <summary>Seconds between two checkpoints: short, so that kills fall into them too.</summary>
    public double CheckpointSeconds { get; init; } = 1;

    /// <summary>Seconds from the start of a process by which 99 of 100 players must see their room again; 0 judges no time.</summary>
    public double ResumeSecondsMax { get; init; } = 2;

    /// <summary>Seconds after which whoever is not back is lost.</summary>
    public double PatienceSeconds { get; init; } = 60;

    public ulong Seed { get; init; } = 1;

    /// <summary>Data folder of the server; null for a temporary one.</summary>
    public string? Data { get; init; }

    /// <summary>More arguments for the server; they win over the run's own.</summary>
    public IReadOnlyList<string> ServerArguments { get; init; } = [];

    /// <summary>gameserver.dll to spawn; null for this repository's.</summary>
    public string? ServerAssembly { get; init; }

    public string? ReportFolder { get; init; }

    /// <summary>Print the report as JSON on stdout, and everything else on stderr.</summary>
    public bool Json { get; init; }

    /// <summary>Side of the part of the field that the pilots seek out: crowded, or there would be few hits and nothing to spend.</summary>
    public float FieldSize => Math.Clamp(MathF.Sqrt(Bots * AreaPerBot), FieldSizeMin, ArenaGame.FieldSize(Bots));

    public long PatienceNs => (long)(PatienceSeconds * Timestamp.NanosecondsPerSecond);

    /// <summary>Every problem at once, each in the option's own name; empty when the run can start.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Bots is < 1 or > 5_000) problems.Add("--bots must be 1 to 5000");
        if (RateHz is < 1 or > Limits.TickRateHzMax) problems.Add($"--rate must be 1 to {Limits.TickRateHzMax}");
        if (Kills is < 0 or > 100_000) problems.Add("--kills must be 0 to 100000");
        if (LifeSecondsMin is not (>= 0 and <= 3600)) problems.Add("--life-min must be 0 to 3600");
        if (LifeSecondsMax is not (>= 0 and <= 3600) || LifeSecondsMax < LifeSecondsMin) problems.Add("--life-max must be 0 to 3600, and not less than --life-min");
        if (CheckpointSeconds is not (>= 0.1 and <= 86_400)) problems.Add("--checkpoint-seconds must be 0.1 to 86400");
        if (ResumeSecondsMax is not (>= 0 and <= 3600)) problems.Add("--resume-limit must be 0 to 3600");
        if (PatienceSeconds is not (>= 1 and <= 3600)) problems.Add("--patience must be 1 to 3600");
        return problems;
    }
}
