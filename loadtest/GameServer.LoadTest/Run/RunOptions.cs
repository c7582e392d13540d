using System.Collections.Generic;
using System.Globalization;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Target;
using GameServer.LoadTest.Thresholds;

namespace GameServer.LoadTest.Run;

/// <summary>What a person chooses about one run, as given; null is not given. Options alone make a scenario, and beside a scenario they override it.</summary>
internal sealed record RunOptions
{
    /// <summary>Name or path of a scenario; null: the options say it all.</summary>
    public string? Scenario { get; init; }

    /// <summary>HOST:PORT; may be left out when the server is spawned.</summary>
    public string? Server { get; init; }

    public int? Bots { get; init; }

    public int? RateHz { get; init; }

    /// <summary>How long to measure; of a scenario, all its measured phases together.</summary>
    public double? Seconds { get; init; }

    public double WarmUpSeconds { get; init; } = 3;

    public BotBehaviour? Behaviour { get; init; }

    public double ConnectsPerSecond { get; init; } = 500;

    public string? Key { get; init; }

    public ulong? Seed { get; init; }

    public int Threads { get; init; } = 1;

    /// <summary>Seats per room, for servers whose status cannot be read: the bots must know how large their field is.</summary>
    public int PlayersPerRoom { get; init; } = 1024;

    /// <summary>HOST:PORT of the server's admin address.</summary>
    public string? Admin { get; init; }

    public int? ServerPid { get; init; }

    public bool Spawn { get; init; }

    public string ServerArguments { get; init; } = "";

    /// <summary>Whether what is spawned only repeats a recorded game, so that the bots are measured and not the server.</summary>
    public bool StandIn { get; init; }

    public string? ServerAssembly { get; init; }

    public string? ReportFolder { get; init; }

    /// <summary>Late server ticks that still pass; null: any number.</summary>
    public long? LateTicksMax { get; init; }

    /// <summary>Whether to measure the raw floor before and after.</summary>
    public bool Floor { get; init; }

    public bool Json { get; init; }

    /// <summary>Where the first bot's inputs go, as a script; null: nowhere.</summary>
    public string? RecordPath { get; init; }

    /// <summary>HOST:PORT of each worker that plays the bots; empty: this process does.</summary>
    public IReadOnlyList<string> Workers { get; init; } = [];

    /// <summary>More thresholds than the scenario's.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>Every problem at once, each in the option's own name; empty when the run can start.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Scenario is null && Server is null && !Spawn && !StandIn) problems.Add("a scenario, --server HOST:PORT or --spawn must be given");
        if (Server is not null && !ServerAddress.TryParse(Server, out _)) problems.Add($"--server {Server} is not HOST:PORT (IPv6 as [::1]:7777)");
        if (Admin is not null && !ServerAddress.TryParse(Admin, out _)) problems.Add($"--admin {Admin} is not HOST:PORT (IPv6 as [::1]:8080)");
        if (Bots is < 1 or > 20_000) problems.Add("--bots must be 1 to 20000");
        if (RateHz is < 1 or > 128) problems.Add("--rate must be 1 to 128");
        if (Seconds is not (null or (>= 1 and <= 86_400))) problems.Add("--seconds must be 1 to 86400");
        if (WarmUpSeconds is not (>= 0 and <= 600)) problems.Add("--warmup must be 0 to 600");
        if (ConnectsPerSecond is not (>= 1 and <= 100_000)) problems.Add("--connect-rate must be 1 to 100000");
        if (Threads is < 1 or > 64) problems.Add("--threads must be 1 to 64");
        if (PlayersPerRoom is < 1 or > 65_535) problems.Add("--players-per-room must be 1 to 65535");
        if (LateTicksMax is < 0) problems.Add("--max-late must be 0 or more");
        if (Behaviour is BotBehaviour.Scripted) problems.Add("--behaviour scripted needs a scenario that names its script");
        if (Spawn && ServerPid is not null) problems.Add("--server-pid does not go with --spawn");
        if (StandIn && (Server is not null || ServerAssembly is not null || ServerArguments.Length > 0)) problems.Add("--stand-in does not go with --server, --server-dll and --server-args");
        if (Scenario is null && !Spawn && ServerArguments.Length > 0) problems.Add("--server-args needs --spawn");
        if (Scenario is null && !Spawn && ServerAssembly is not null) problems.Add("--server-dll needs --spawn");
        if (RecordPath is not null && Workers.Count > 0) problems.Add("--workers does not go with recording: the first bot plays elsewhere");
        foreach (string worker in Workers)
        {
            if (!ServerAddress.TryParse(worker, out _)) problems.Add($"--workers {worker} is not HOST:PORT");
        }

        foreach (string text in Thresholds)
        {
            if (!Threshold.TryParse(text, out _, out string problem)) problems.Add($"--threshold: {problem}");
        }

        return problems;
    }

    /// <summary>What these options ask for, on top of <paramref name="written"/> where there is one. They must have no problems.</summary>
    public Scenario Over(Scenario? written)
    {
        Scenario scenario = written ?? Alone();
        if (written is not null && Seconds is { } seconds) scenario = scenario.Lasting(seconds);
        if (Behaviour is { } behaviour) scenario = scenario with { Mix = [new BotShare(behaviour, 1)] };
        return scenario with
        {
            Server = Server ?? scenario.Server,
            Spawn = Spawn || StandIn || (scenario.Spawn && Server is null),
            ServerArguments = ServerArguments.Length > 0 ? ServerArguments : scenario.ServerArguments,
            Bots = Bots ?? scenario.Bots,
            RateHz = RateHz ?? scenario.RateHz,
            Key = Key ?? scenario.Key,
            Seed = Seed ?? scenario.Seed,
            Thresholds = [.. scenario.Thresholds, .. MoreThresholds()],
        };
    }

    /// <summary>The scenario that the documented options expand to: connect one after the other, warm up, measure; everybody must get a seat, keep it, and see what the server sees.</summary>
    private Scenario Alone()
    {
        Scenario scenario = new() { Name = "run", Phases = [] };
        LoadPhase connect = LoadProfiles.Find("steady")! with
        {
            Name = "connect", OverSeconds = (Bots ?? scenario.Bots) / ConnectsPerSecond, UntilSeated = true, IsMeasured = false,
        };
        LoadPhase warmUp = LoadProfiles.Find("steady")! with { Name = "warm-up", Seconds = WarmUpSeconds, IsMeasured = false };
        LoadPhase measure = LoadProfiles.Find("steady")! with { Name = "measure", Seconds = Seconds ?? 30 };
        return scenario with { Phases = WarmUpSeconds > 0 ? [connect, warmUp, measure] : [connect, measure], Thresholds = [Parse("connect_failures == 0"), Parse("disconnects == 0")] };
    }

    private IEnumerable<Threshold> MoreThresholds()
    {
        if (LateTicksMax is { } lateMax) yield return Parse(string.Create(CultureInfo.InvariantCulture, $"late_ticks <= {lateMax}"));
        foreach (string text in Thresholds) yield return Parse(text);
    }

    private static Threshold Parse(string text)
    {
        Core.Check.That(Threshold.TryParse(text, out Threshold? threshold, out _));
        return threshold!;
    }
}
