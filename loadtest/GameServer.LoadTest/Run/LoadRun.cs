using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Floor;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.StandIn;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;
using GameServer.LoadTest.Thresholds;
using GameServer.LoadTest.Workers;

namespace GameServer.LoadTest.Run;

/// <summary>One run from options to exit code. Read <see cref="Run"/> first: the other files are its lines, spelled out.</summary>
/// <param name="options">What is run.</param>
/// <param name="people">Told of progress; null: the console.</param>
internal sealed class LoadRun(RunOptions options, TextWriter? people = null)
{
    private const int HeaderBytesIPv4 = 28;
    private const int HeaderBytesIPv6 = 48;
    private const int SpareConnections = 64;
    private const int FloorDownBytes = 200;   // a usual snapshot; what this run's are is only known afterwards

    // With --json the result alone goes to stdout.
    private readonly TextWriter _people = people ?? (options.Json ? Console.Error : Console.Out);

    public async Task<ExitCode> Run()
    {
        if (options.Problems() is { Count: > 0 } problems) return Unusable(string.Join("; ", problems));
        Scenario? written = null;
        if (options.Scenario is not null && (written = ScenarioFile.Find(options.Scenario, out IReadOnlyList<string> mistakes)) is null) return Unusable(string.Join("\n", mistakes));
        Scenario scenario = options.Over(written);
        if (scenario.Server is null && !scenario.Spawn) return Unusable($"{scenario.Name} names no server: --server HOST:PORT or --spawn must be given");
        LoadReport? report = await Measure(scenario);
        if (report is null) return ExitCode.Unusable;
        Publish(report);
        return report.Verdict.Code;
    }

    /// <summary>Runs one scenario and judges it. Null when there was nothing to test; the reason has been said.</summary>
    public async Task<LoadReport?> Measure(Scenario scenario)
    {
        if (FileLimit.MakeRoomFor(scenario.BotsMax) is { } limit) return Nothing(limit);
        if (ScenarioGame.TryLoad(scenario, out IBotGame? game, out scenario) is { } problem) return Nothing(problem);
        if (options.ReportFolder is not null) Directory.CreateDirectory(options.ReportFolder);
        bool needsFloor = options.Floor || scenario.Thresholds.Any(threshold => threshold.IsTimesFloor);
        FloorProgram? floor = needsFloor ? FloorProgram.TryFind(_people.WriteLine) : null;
        List<FloorRun> floorRuns = [];
        if (floor is not null && await RunFloor(floor, scenario, FloorDownBytes) is { } before) floorRuns.Add(before);
        LoadReport? report;
        using (SpawnedServer? spawned = scenario.Spawn ? await Spawn(scenario) : null)
        {
            if (scenario.Spawn && spawned is null) return null;
            report = await RunAgainst(scenario, game!, spawned);
            if (spawned is not null) report = WithEndOf(spawned, report);
        }

        if (report is null) return null;
        if (floor is not null && await RunFloor(floor, scenario, (int)Math.Ceiling(report.Clients.DownBytesPerDatagram)) is { } after) floorRuns.Add(after);
        report = report with { Floor = FloorFigures.From(floorRuns, scenario.Bots, report.Swarm, report.ServerSide) };
        return WithVerdict(report, scenario);
    }

    /// <summary>What the run's end already proved wrong stays wrong.</summary>
    private static LoadReport WithVerdict(LoadReport report, Scenario scenario)
    {
        IReadOnlyList<ThresholdResult> results = Judge.Results(scenario.Thresholds, report);
        Verdict verdict = Verdict.Of(report.Clients, report.Swarm, report.RateHz, results);
        if (report.Verdict.Code == ExitCode.Invalid) verdict = new Verdict(ExitCode.Invalid, [.. report.Verdict.Reasons, .. verdict.Reasons]);
        else foreach (string reason in report.Verdict.Reasons) verdict = verdict.WithFailure(reason);
        return report with { Thresholds = results, Verdict = verdict };
    }

    /// <summary>Null when there was nothing to test; the reason has been said.</summary>
    private async Task<LoadReport?> RunAgainst(Scenario scenario, IBotGame game, SpawnedServer? spawned)
    {
        ServerAddress address = AddressOf(scenario, spawned);
        IPEndPoint? server = await address.TryResolve();
        if (server is null) return Nothing($"{address.Host} has no address");
        using StatusClient? status = await StatusClient.TryFind(server, options.Admin ?? spawned?.Admin, _people.WriteLine);
        ServerPicture? first = status is null ? null : await status.TryRead();
        if (spawned is not null && status is not null) await status.WarmUp();
        int playersPerRoom = first?.PlayersPerRoom is > 0 and { } seats ? seats : options.PlayersPerRoom;
        DateTime startedUtc = DateTime.UtcNow;
        InputRecording? recording = options.RecordPath is null ? null : new InputRecording(game.Schema.Input);
        SwarmOptions swarmOptions = new()
        {
            Server = server, Scenario = scenario, Threads = options.Threads, ThreadsInAll = options.Threads, Game = game, PlayersPerRoom = playersPerRoom, Recording = recording,
        };
        string problem = "";
        using ISwarm? swarm = options.Workers.Count == 0 ? new BotSwarm(swarmOptions) : RemoteSwarm.TryConnect(swarmOptions, options.Workers, out problem);
        if (swarm is null) return Nothing(problem);
        RunLog run = await Drive(scenario, swarm, new ServerProbe(status, spawned?.ProcessId ?? options.ServerPid));
        if (recording is not null) Save(recording, options.RecordPath!);
        if (UnreachableBecause(run, scenario, address) is { } reason) return Nothing(reason);
        int headerBytes = server.AddressFamily == AddressFamily.InterNetwork ? HeaderBytesIPv4 : HeaderBytesIPv6;
        PhaseLog measured = run.Measured();
        ClientFigures clients = ReportBuilder.ClientsOf(run, headerBytes);
        ServerFigures? serverSide = ReportBuilder.ServerOf(measured);
        return new LoadReport
        {
            Scenario = scenario.Name,
            StartedUtc = startedUtc,
            Server = address.ToString(),
            Spawned = spawned is not null,
            Bots = scenario.Bots,
            RateHz = scenario.RateHz,
            Mix = string.Join(", ", scenario.Mix.Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Behaviour.ToString().ToLowerInvariant()} {share.Weight:0.##}"))),
            Seed = scenario.Seed,
            Threads = options.Threads,
            PlayersPerRoom = playersPerRoom,
            MeasuredSeconds = measured.Seconds,
            Interrupted = run.Interrupted,
            Verdict = run.Broken is { } broken ? new Verdict(ExitCode.Invalid, [broken]) : new Verdict(ExitCode.Pass, []),
            Clients = clients,
            Swarm = ReportBuilder.SwarmOf(measured),
            ServerSide = serverSide,
            CostPer1000 = CostFigures.Of(clients, serverSide, scenario.RateHz),
            Networks = ReportBuilder.NetworksOf(measured, scenario, headerBytes),
            Phases = [.. scenario.Phases.Select((phase, index) => ReportBuilder.PhaseOf(run.Phases[index], phase, scenario, headerBytes))],
            Distributions = ReportBuilder.DistributionsOf(run),
            Series = run.Series,
        };
    }

    private void Save(InputRecording recording, string path)
    {
        recording.Write(path);
        _people.WriteLine($"written to {path}: the first bot's inputs of {recording.Count} ticks");
    }

    /// <summary>A server of our own must also stop when it is told to.</summary>
    private static LoadReport? WithEndOf(SpawnedServer spawned, LoadReport? report)
    {
        int? exitCode = spawned.Stop();
        if (exitCode == 0) return report;
        string problem = exitCode is null ? "the server had to be killed: it did not stop within 10 s of SIGTERM" : $"the server ended with exit code {exitCode}";
        if (report is null) Unusable(problem);
        return report is null ? null : report with { Verdict = report.Verdict.WithFailure(problem) };
    }

    private static Task<FloorRun?> RunFloor(FloorProgram floor, Scenario scenario, int downBytes)
    {
        bool overIPv6 = scenario.Server is not null && ServerAddress.TryParse(scenario.Server, out ServerAddress address) && address.Host.Contains(':');
        return floor.Run(scenario.Bots, scenario.RateHz, downBytes, overIPv6);
    }

    private async Task<SpawnedServer?> Spawn(Scenario scenario)
    {
        if (options.StandIn) return await SpawnStandIn(scenario);
        string? assembly = options.ServerAssembly ?? BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _people.WriteLine);
        if (assembly is null || !File.Exists(assembly))
        {
            Unusable(assembly is null ? "no server to spawn" : $"there is no {assembly}");
            return null;
        }

        string? log = options.ReportFolder is null ? null : Path.Combine(options.ReportFolder, "server.log");
        if (log is not null) File.Delete(log);
        return await SpawnedServer.TryStart(assembly, ["run", .. ServerArguments(scenario)], log, line => Console.Error.WriteLine($"loadtest: {line}"));
    }

    private static Task<SpawnedServer?> SpawnStandIn(Scenario scenario)
    {
        string connections = (scenario.BotsMax + SpareConnections).ToString(CultureInfo.InvariantCulture);
        return SpawnedServer.TryStart(typeof(LoadRun).Assembly.Location, [StandInCommand.Name, "--connections", connections], null, line => Console.Error.WriteLine($"loadtest: {line}"));
    }

    /// <summary>Ports of its own choosing, seats for all bots; what the user passes on wins.</summary>
    private static string[] ServerArguments(Scenario scenario)
    {
        string[] given = scenario.ServerArguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<string> arguments = [.. given];
        AddUnlessGiven("--port", "0");
        AddUnlessGiven("--admin", "127.0.0.1:0");
        AddUnlessGiven("--durability", "none");   // no folder of the caller's is touched unasked
        AddUnlessGiven("--tick-rate", scenario.RateHz.ToString(CultureInfo.InvariantCulture));
        AddUnlessGiven("--players-per-room", Math.Max(scenario.SeatsWanted, 64).ToString(CultureInfo.InvariantCulture));
        return [.. arguments];

        void AddUnlessGiven(string name, string value)
        {
            if (Array.IndexOf(given, name) < 0) arguments.AddRange([name, value]);
        }
    }

    private static ServerAddress AddressOf(Scenario scenario, SpawnedServer? spawned)
    {
        ServerAddress? given = scenario.Server is not null && ServerAddress.TryParse(scenario.Server, out ServerAddress parsed) ? parsed : null;
        return spawned is null ? given! : new ServerAddress(given?.Host ?? IPAddress.Loopback.ToString(), spawned.Port);
    }

    private async Task<RunLog> Drive(Scenario scenario, ISwarm swarm, ServerProbe probe)
    {
        using CancellationTokenSource interrupt = new();
        using PosixSignalRegistration control = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        bool isTerminal = people is null && (options.Json ? !Console.IsErrorRedirected : !Console.IsOutputRedirected);
        IProgress progress = isTerminal ? new LiveView(_people) : new ProgressLine(_people);
        return await new RunDriver(scenario, swarm, probe, progress, interrupt.Token).Run();

        // The second one kills.
        void End(PosixSignalContext context)
        {
            context.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        }
    }

    private static string? UnreachableBecause(RunLog run, Scenario scenario, ServerAddress address)
    {
        if (run.OtherRateHz > 0) return $"the server at {address} runs {run.OtherRateHz} ticks per second, not --rate {scenario.RateHz}";
        Tally whole = run.Whole().Honest();
        if (whole.Connected > 0 || run.Interrupted) return null;
        if (run.Broken is not null) return run.Broken;
        foreach (string reason in whole.ConnectFailures.Keys) return $"no seat at {address}: {reason}";
        return $"no seat at {address}: no answer in time";
    }

    private void Publish(LoadReport report)
    {
        _people.Write(ReportText.Of(report));
        if (options.Json) Console.WriteLine(ReportFiles.Json(report));
        if (options.ReportFolder is { } folder) _people.WriteLine($"written to {ReportFiles.Write(folder, report)}; report.json and junit.xml beside it");
    }

    private static LoadReport? Nothing(string problem)
    {
        Unusable(problem);
        return null;
    }

    private static ExitCode Unusable(string problem)
    {
        Console.Error.WriteLine($"loadtest: {problem}");
        return ExitCode.Unusable;
    }
}
