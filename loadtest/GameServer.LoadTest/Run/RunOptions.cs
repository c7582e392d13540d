using System.Collections.Generic;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Run;

/// <summary>What a person chooses about one run, as given.</summary>
internal sealed record RunOptions
{
    /// <summary>HOST:PORT; may be left out when the server is spawned.</summary>
    public string? Server { get; init; }

    public int Bots { get; init; } = 100;

    public int RateHz { get; init; } = 30;

    public double Seconds { get; init; } = 30;

    public double WarmUpSeconds { get; init; } = 3;

    public BotBehaviour Behaviour { get; init; }

    public double ConnectsPerSecond { get; init; } = 500;

    public string Key { get; init; } = "gameserver";

    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = 1;

    /// <summary>Seats per room, for servers whose status cannot be read: the bots must know how large their field is.</summary>
    public int PlayersPerRoom { get; init; } = 1024;

    /// <summary>HOST:PORT of the server's admin address.</summary>
    public string? Admin { get; init; }

    public int? ServerPid { get; init; }

    public bool Spawn { get; init; }

    public string ServerArguments { get; init; } = "";

    public string? ServerAssembly { get; init; }

    public string? ReportFolder { get; init; }

    /// <summary>Late server ticks that still pass; null: any number.</summary>
    public long? LateTicksMax { get; init; }

    /// <summary>Whether to measure the raw floor before and after.</summary>
    public bool Floor { get; init; }

    public bool Json { get; init; }

    /// <summary>Every problem at once, each in the option's own name; empty when the run can start.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Server is null && !Spawn) problems.Add("--server HOST:PORT or --spawn must be given");
        if (Server is not null && !ServerAddress.TryParse(Server, out _)) problems.Add($"--server {Server} is not HOST:PORT (IPv6 as [::1]:7777)");
        if (Admin is not null && !ServerAddress.TryParse(Admin, out _)) problems.Add($"--admin {Admin} is not HOST:PORT (IPv6 as [::1]:8080)");
        if (Bots is < 1 or > 20_000) problems.Add("--bots must be 1 to 20000");
        if (RateHz is < 1 or > 128) problems.Add("--rate must be 1 to 128");
        if (Seconds is not (>= 1 and <= 86_400)) problems.Add("--seconds must be 1 to 86400");
        if (WarmUpSeconds is not (>= 0 and <= 600)) problems.Add("--warmup must be 0 to 600");
        if (ConnectsPerSecond is not (>= 1 and <= 100_000)) problems.Add("--connect-rate must be 1 to 100000");
        if (Threads is < 1 or > 64) problems.Add("--threads must be 1 to 64");
        if (PlayersPerRoom is < 1 or > 65_535) problems.Add("--players-per-room must be 1 to 65535");
        if (LateTicksMax is < 0) problems.Add("--max-late must be 0 or more");
        if (Spawn && ServerPid is not null) problems.Add("--server-pid does not go with --spawn");
        if (!Spawn && ServerArguments.Length > 0) problems.Add("--server-args needs --spawn");
        if (!Spawn && ServerAssembly is not null) problems.Add("--server-dll needs --spawn");
        return problems;
    }
}
