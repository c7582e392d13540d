using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Crash;

/// <summary>One crash run from options to exit code.</summary>
internal sealed class CrashRun(CrashOptions options)
{
    private const int ProblemsToldMax = 20;

    // With --json the result alone goes to stdout.
    private readonly TextWriter _people = options.Json ? Console.Error : Console.Out;

    public async Task<ExitCode> Run()
    {
        if (options.Problems() is { Count: > 0 } problems) return Unusable(string.Join("; ", problems));
        if (FileLimit.MakeRoomFor(options.Bots) is { } limit) return Unusable(limit);
        string? assembly = options.ServerAssembly ?? BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _people.WriteLine);
        if (assembly is null || !File.Exists(assembly)) return Unusable(assembly is null ? "no server to spawn" : $"there is no {assembly}");
        string data = Path.GetFullPath(options.Data ?? Path.Combine(Path.GetTempPath(), $"gameserver-crash-{Path.GetRandomFileName()}"));
        if (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any()) return Unusable($"{data} is not empty: a run begins with nothing");
        CrashReport? report = await Measure(assembly, data);
        if (report is null) return Unusable($"there was no server to kill; its data folder is {data}");
        Publish(report);
        if (options.Data is null && report.Verdict.Code != ExitCode.Fail) Directory.Delete(data, recursive: true);
        else _people.WriteLine($"the data folder is {data}");
        return report.Verdict.Code;
    }

    private async Task<CrashReport?> Measure(string assembly, string data)
    {
        using CancellationTokenSource interrupt = new();
        using PosixSignalRegistration control = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        string? log = null;
        if (options.ReportFolder is not null)
        {
            Directory.CreateDirectory(options.ReportFolder);
            File.Delete(log = Path.Combine(options.ReportFolder, "server.log"));
        }

        int port = FreePort.Find();
        DateTime startedUtc = DateTime.UtcNow;
        long startNs = SteadyClock.Nanoseconds();
        using CrashDriver driver = new(options, Start, _people.WriteLine, interrupt.Token);
        if (!await Task.Run(driver.Run, CancellationToken.None)) return null;
        double seconds = (SteadyClock.Nanoseconds() - startNs) / 1e9;
        return Report(driver, data, startedUtc, seconds);

        Task<SpawnedServer?> Start() => SpawnedServer.TryStart(assembly, ["run", .. Arguments(data, port)], log, line => Console.Error.WriteLine($"loadtest: {line}"));

        // The second one kills.
        void End(PosixSignalContext context)
        {
            context.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        }
    }

    /// <summary>The port is the same for every life; what the user passes on wins.</summary>
    private string[] Arguments(string data, int port)
    {
        (string Name, string Value)[] own =
        [
            ("--port", Text(port)), ("--bind", "127.0.0.1"), ("--admin", "127.0.0.1:0"), ("--data", data), ("--tick-rate", Text(options.RateHz)),
            ("--players-per-room", Text(options.Bots)), ("--checkpoint-seconds", Text(options.CheckpointSeconds)), ("--keep-segments", "true"), ("--seed", Text(options.Seed)),
        ];
        return [.. own.Where(pair => !options.ServerArguments.Contains(pair.Name)).SelectMany(pair => new[] { pair.Name, pair.Value }), .. options.ServerArguments];

        static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
    }

    private CrashReport Report(CrashDriver driver, string data, DateTime startedUtc, double seconds)
    {
        IReadOnlyList<CrashBot> bots = driver.Swarm!.Bots;
        List<string> problems = driver.Interrupted ? [] : [.. driver.Problems];   // the key that interrupts this program also ends the server
        CrashReplay? replay = driver.Interrupted ? null : Replay(driver, data, problems);
        string[] ofBots = [.. bots.SelectMany(bot => ProblemsOf(bot, driver.IsWhole && !driver.Interrupted))];
        problems.AddRange(ofBots.Take(ProblemsToldMax));
        if (ofBots.Length > ProblemsToldMax) problems.Add($"and {ofBots.Length - ProblemsToldMax} more of the same kind");
        long mismatches = bots.Sum(bot => bot.Client.Statistics.HashMismatches);
        if (mismatches > 0) problems.Add($"{mismatches} views were not the server's");
        CrashReport report = new()
        {
            StartedUtc = startedUtc,
            Seconds = seconds,
            Bots = options.Bots,
            RateHz = options.RateHz,
            Seed = options.Seed,
            Kills = Math.Max(0, driver.Lives.Count - 1),
            Verdict = new Verdict(ExitCode.Pass, []),
            Shown = Spread.Of(driver.Shown),
            Seated = Spread.Of(driver.Seated),
            Listening = Spread.Of(driver.Listening),
            CommandsSent = bots.Sum(bot => (long)bot.Ledger.Sent),
            CommandsAcknowledged = bots.Sum(bot => (long)bot.Ledger.Answered),
            Bought = bots.Sum(bot => (long)bot.Ledger.Bought),
            OpenAtKills = driver.Lives.Sum(life => (long)life.OpenAtKill),
            BotsRight = bots.Count(bot => ProblemsOf(bot, isWhole: true).Count == 0),
            HashChecks = bots.Sum(bot => bot.Client.Statistics.HashChecks),
            HashMismatches = mismatches,
            Resumes = bots.Sum(bot => bot.Client.Statistics.Resumes),
            Replay = replay,
            SamplingLateness = Spread.Of(driver.Swarm.SamplingLateness),
            Lives = driver.Lives,
        };
        return report with { Verdict = CrashVerdict.Of(report, options, problems, driver.Interrupted) };
    }

    private CrashReplay? Replay(CrashDriver driver, string data, List<string> problems)
    {
        _people.WriteLine("running the journal again …");
        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            Dictionary<uint, ulong> states = [];
            foreach (CrashLife life in driver.Lives.Where(life => life.FromTick > 0)) states[life.FromTick] = ulong.Parse(life.State, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            JournalAudit audit = JournalAudit.Run(Path.Combine(data, "shard-0"), states);
            foreach (CrashBot bot in driver.Swarm!.Bots) bot.Ledger.CompareWith(audit.CommandsOf(bot.Client.PlayerId).Results, audit.CommandsOf(bot.Client.PlayerId).First);
            problems.AddRange(audit.Problems.Take(ProblemsToldMax));
            return new CrashReplay(audit.FromTick, audit.Ticks, audit.HashesAgreed, audit.StatesAgreed, audit.CommandsApplied, watch.Elapsed.TotalSeconds);
        }
        catch (IOException failure)
        {
            problems.Add($"the journal cannot be read: {failure.Message}");
            return null;
        }
    }

    // Whoever is still owed something when a run breaks off may have got it a moment later: that is no problem of its own.
    private static IReadOnlyList<string> ProblemsOf(CrashBot bot, bool isWhole)
    {
        List<string> problems = [.. bot.Ledger.Problems];
        if (bot.SeatProblem is { } seat) problems.Add(seat);
        if (isWhole && !bot.Ledger.IsSettled) problems.Add($"at the end {bot.Ledger.Bought} purchases ({bot.Ledger.Plates} plates) are acknowledged, {bot.Ledger.Open} commands open, and the server shows {bot.Ledger.Shown.Purchases} ({bot.Ledger.Shown.Hull})");
        return [.. problems.Select(problem => $"{bot.Name}: {problem}")];
    }

    private void Publish(CrashReport report)
    {
        string json = JsonSerializer.Serialize(report, ReportJson.Options);
        _people.Write(report.Text());
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
