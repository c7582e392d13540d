using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.LoadTest.Floor;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Run;

/// <summary>One run from options to exit code. Read <see cref="Run"/> first: the other files are its lines, spelled out.</summary>
internal sealed class LoadRun(RunOptions options)
{
    private const int HeaderBytesIPv4 = 28;
    private const int HeaderBytesIPv6 = 48;
    private const int FloorDownBytes = 200;   // a usual snapshot; what this run's are is only known afterwards

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // With --json the result alone goes to stdout.
    private readonly TextWriter _people = options.Json ? Console.Error : Console.Out;

    public async Task<ExitCode> Run()
    {
        if (options.Problems() is { Count: > 0 } problems) return Unusable(string.Join("; ", problems));
        if (FileLimit.MakeRoomFor(options.Bots) is { } limit) return Unusable(limit);
        if (options.ReportFolder is not null) Directory.CreateDirectory(options.ReportFolder);
        FloorProgram? floor = options.Floor ? FloorProgram.TryFind(_people.WriteLine) : null;
        List<FloorRun> floorRuns = [];
        if (floor is not null && await RunFloor(floor, FloorDownBytes) is { } before) floorRuns.Add(before);
        LoadReport? report;
        using (SpawnedServer? spawned = options.Spawn ? await Spawn() : null)
        {
            if (options.Spawn && spawned is null) return ExitCode.Unusable;
            report = await RunAgainst(spawned);
            if (spawned is not null) report = WithEndOf(spawned, report);
        }

        if (report is null) return ExitCode.Unusable;
        if (floor is not null && await RunFloor(floor, (int)Math.Ceiling(report.Clients.DownBytesPerDatagram)) is { } after) floorRuns.Add(after);
        report = report with { Floor = FloorFigures.From(floorRuns, options.Bots, report.Swarm, report.ServerSide) };
        Publish(report);
        return report.Verdict.Code;
    }

    /// <summary>Null when there was nothing to test; the reason has been said.</summary>
    private async Task<LoadReport?> RunAgainst(SpawnedServer? spawned)
    {
        ServerAddress address = AddressOf(spawned);
        IPEndPoint? server = await address.TryResolve();
        if (server is null)
        {
            Unusable($"{address.Host} has no address");
            return null;
        }

        using StatusClient? status = await StatusClient.TryFind(server, options.Admin ?? spawned?.Admin, _people.WriteLine);
        ServerPicture? first = status is null ? null : await status.TryRead();
        float field = ArenaGame.FieldSize(first?.PlayersPerRoom is > 0 and { } seats ? seats : options.PlayersPerRoom);
        DateTime startedUtc = DateTime.UtcNow;
        using BotSwarm swarm = new(SwarmOptionsFor(server, field));
        Measurements run = await Drive(swarm, new ServerProbe(status, spawned?.ProcessId ?? options.ServerPid));
        if (UnreachableBecause(run, address) is { } reason)
        {
            Unusable(reason);
            return null;
        }

        ClientFigures clients = ReportBuilder.ClientsOf(run, server.AddressFamily == AddressFamily.InterNetwork ? HeaderBytesIPv4 : HeaderBytesIPv6);
        SwarmFigures figures = ReportBuilder.SwarmOf(run);
        ServerFigures? serverSide = ReportBuilder.ServerOf(run);
        return new LoadReport
        {
            StartedUtc = startedUtc,
            Server = address.ToString(),
            Spawned = spawned is not null,
            Bots = options.Bots,
            RateHz = options.RateHz,
            Behaviour = options.Behaviour,
            Seed = options.Seed,
            Threads = options.Threads,
            FieldSize = field,
            MeasuredSeconds = run.MeasuredSeconds,
            Interrupted = run.Interrupted,
            Verdict = Verdict.Of(clients, figures, serverSide, new VerdictRules(options.Bots, options.RateHz, options.LateTicksMax)),
            Clients = clients,
            Swarm = figures,
            ServerSide = serverSide,
        };
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

    private Task<FloorRun?> RunFloor(FloorProgram floor, int downBytes)
    {
        bool overIPv6 = options.Server is not null && ServerAddress.TryParse(options.Server, out ServerAddress address) && address.Host.Contains(':');
        return floor.Run(options.Bots, options.RateHz, downBytes, overIPv6);
    }

    private async Task<SpawnedServer?> Spawn()
    {
        string? assembly = options.ServerAssembly ?? BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _people.WriteLine);
        if (assembly is null || !File.Exists(assembly))
        {
            Unusable(assembly is null ? "no server to spawn" : $"there is no {assembly}");
            return null;
        }

        string? log = options.ReportFolder is null ? null : Path.Combine(options.ReportFolder, "server.log");
        return await SpawnedServer.TryStart(assembly, ServerArguments(), log, line => Console.Error.WriteLine($"loadtest: {line}"));
    }

    /// <summary>Ports of its own choosing, seats for all bots; what the user passes on wins.</summary>
    private string[] ServerArguments()
    {
        string[] given = options.ServerArguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<string> arguments = [.. given];
        AddUnlessGiven("--port", "0");
        AddUnlessGiven("--admin", "127.0.0.1:0");
        AddUnlessGiven("--tick-rate", options.RateHz.ToString(CultureInfo.InvariantCulture));
        AddUnlessGiven("--players-per-room", Math.Max(options.Bots, 64).ToString(CultureInfo.InvariantCulture));
        return [.. arguments];

        void AddUnlessGiven(string name, string value)
        {
            if (Array.IndexOf(given, name) < 0) arguments.AddRange([name, value]);
        }
    }

    private ServerAddress AddressOf(SpawnedServer? spawned)
    {
        ServerAddress? given = options.Server is not null && ServerAddress.TryParse(options.Server, out ServerAddress parsed) ? parsed : null;
        return spawned is null ? given! : new ServerAddress(given?.Host ?? IPAddress.Loopback.ToString(), spawned.Port);
    }

    private SwarmOptions SwarmOptionsFor(IPEndPoint server, float field) => new()
    {
        Server = server,
        Bots = options.Bots,
        RateHz = options.RateHz,
        Threads = options.Threads,
        ConnectsPerSecond = options.ConnectsPerSecond,
        Behaviour = options.Behaviour,
        FieldSize = field,
        ConnectKey = options.Key,
        Seed = options.Seed,
    };

    private async Task<Measurements> Drive(BotSwarm swarm, ServerProbe probe)
    {
        using CancellationTokenSource interrupt = new();
        using PosixSignalRegistration control = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        bool isTerminal = options.Json ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        return await new PhaseDriver(options, swarm, probe, new ProgressLine(_people, isTerminal), interrupt.Token).Run();

        // The second one kills.
        void End(PosixSignalContext context)
        {
            context.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        }
    }

    private string? UnreachableBecause(Measurements run, ServerAddress address)
    {
        if (run.Swarm.OtherRateHz is > 0 and { } other) return $"the server at {address} runs {other} ticks per second, not --rate {options.RateHz}";
        if (run.Swarm.Connected > 0 || run.Interrupted) return null;
        foreach (string reason in run.Swarm.ConnectFailures.Keys) return $"no seat at {address}: {reason}";
        return $"no seat at {address}: no answer in time";
    }

    private void Publish(LoadReport report)
    {
        string json = JsonSerializer.Serialize(report, s_json);
        _people.Write(ReportText.Of(report));
        if (options.Json) Console.WriteLine(json);
        if (options.ReportFolder is null) return;
        string path = Path.Combine(options.ReportFolder, "report.json");
        File.WriteAllText(path, json + '\n');
        _people.WriteLine($"written to {path}");
    }

    private static ExitCode Unusable(string problem)
    {
        Console.Error.WriteLine($"loadtest: {problem}");
        return ExitCode.Unusable;
    }
}
