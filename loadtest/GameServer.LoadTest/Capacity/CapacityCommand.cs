using System;
using System.CommandLine;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Scenarios;

namespace GameServer.LoadTest.Capacity;

/// <summary>The command line of <c>loadtest capacity</c>.</summary>
internal static class CapacityCommand
{
    public static Command Create()
    {
        Argument<string> scenario = new("scenario") { Description = "Name or path of a scenario", DefaultValueFactory = _ => "capacity" };
        Option<int> first = new("--from") { Description = "Bots of the first run", DefaultValueFactory = _ => 200 };
        Option<int> most = new("--to") { Description = "Bots at which the search stops", DefaultValueFactory = _ => 20_000 };
        Option<double> precision = new("--precision") { Description = "Width of the answer, as a share of it", DefaultValueFactory = _ => 0.1 };
        Option<double?> seconds = new("--seconds") { Description = "How long each run measures" };
        Option<string?> gather = new("--gather") { Description = "crush or spread: where the measured phases send the bots" };
        Option<int> threads = new("--threads") { Description = "Threads that play the bots", DefaultValueFactory = _ => 1 };
        Option<int> repeats = new("--repeats") { Description = "How often a run that does not pass is repeated before it counts", DefaultValueFactory = _ => 1 };
        Option<string?> report = new("--report") { Description = "Folder for the report of the run at the answer" };
        Option<string?> server = new("--server") { Description = "HOST:PORT of a server that is there; by default each run spawns its own" };
        Command command = new("capacity", "Finds the most bots for which a scenario's thresholds hold: doubles, then halves the interval. Runs the answer once more between two runs of the bench's raw floor (F1), "
            + "and tells it as a share of what that holds. Half a minute a run; ten to fifteen runs are usual.\n"
            + "Exit code: 0 found, or at least that many if above it the bots gave out first, as it then says; 1 not even the first run passed, or the one between the floors did not; 2 wrong usage, or no server; 3 in one of these two the bots had not enough processor.")
        {
            scenario, first, most, precision, seconds, gather, threads, repeats, report, server,
        };
        command.SetAction(async parsed =>
        {
            string[] problems = [.. Problems(parsed.GetValue(first), parsed.GetValue(most), parsed.GetValue(precision), parsed.GetValue(gather), parsed.GetValue(repeats))];
            Scenario? found = ScenarioFile.Find(parsed.GetValue(scenario)!, out IReadOnlyList<string> mistakes);
            if (problems.Length > 0 || found is null) return Unusable([.. problems, .. mistakes]);
            RunOptions options = new() { Scenario = found.Name, Server = parsed.GetValue(server), Threads = parsed.GetValue(threads), Seconds = parsed.GetValue(seconds) };
            if (options.Problems() is { Count: > 0 } wrong) return Unusable(wrong);
            Scenario each = Gathered(options.Over(found), parsed.GetValue(gather));
            CapacitySearch search = new(parsed.GetValue(first), parsed.GetValue(most), parsed.GetValue(precision), async bots => CodeOf(await MeasureAgain(options, each with { Bots = bots }, parsed.GetValue(repeats))));
            if (!await search.Run()) return (int)ExitCode.Unusable;
            ExitCode code = Report(search);
            if (search.Holds > 0) code = await BesideFloor(options with { Floor = true, ReportFolder = parsed.GetValue(report) }, each with { Bots = search.Holds }, parsed.GetValue(repeats));
            return (int)code;
        });
        return command;
    }

    private static IEnumerable<string> Problems(int first, int most, double precision, string? gather, int repeats)
    {
        if (first is < 1 or > 20_000) yield return "--from must be 1 to 20000";
        if (most < first || most > 20_000) yield return $"--to must be {first} to 20000";
        if (precision is not (>= 0.01 and <= 0.5)) yield return "--precision must be 0.01 to 0.5";
        if (repeats is < 0 or > 10) yield return "--repeats must be 0 to 10";
        if (gather is not (null or "crush" or "spread")) yield return "--gather must be crush or spread";
    }

    private static Scenario Gathered(Scenario scenario, string? gather) => gather is null ? scenario : scenario with
    {
        Phases = [.. scenario.Phases.Select(phase => phase with { Gathering = gather == "crush" ? Gathering.Crush : Gathering.Spread })],
    };

    /// <summary>A run that does not pass is repeated: neighbours on the machine make single runs fail, but hardly two in a row.</summary>
    private static async Task<LoadReport?> MeasureAgain(RunOptions options, Scenario scenario, int repeats)
    {
        LoadReport? report = await Measure(options, scenario);
        for (int left = repeats; left > 0 && report is { Verdict.Code: not ExitCode.Pass }; left--) report = await Measure(options, scenario);
        return report;
    }

    private static async Task<LoadReport?> Measure(RunOptions options, Scenario scenario)
    {
        LoadReport? report = await new LoadRun(options, Console.IsOutputRedirected ? TextWriter.Null : null).Measure(scenario);
        Console.WriteLine(CapacityText.Of(scenario.Bots, report));
        return report;
    }

    /// <summary>The same machine is twice as fast in one minute as in another: only what was measured around the floor may be divided by it.</summary>
    private static async Task<ExitCode> BesideFloor(RunOptions options, Scenario scenario, int repeats)
    {
        Console.WriteLine($"once more at {scenario.Bots}, between two runs of the raw floor");
        LoadReport? report = await MeasureAgain(options, scenario, repeats);
        if (report is not null)
        {
            Console.Write(CapacityText.BesideFloor(scenario.Bots, report.Floor));
            if (options.ReportFolder is { } folder) Console.WriteLine($"written to {ReportFiles.Write(folder, report)}");
        }

        return CodeOf(report);
    }

    private static ExitCode CodeOf(LoadReport? report) => report?.Verdict.Code ?? ExitCode.Unusable;

    private static ExitCode Report(CapacitySearch search)
    {
        if (search.Holds == 0) Console.WriteLine($"not even {search.Breaks} bots pass");
        else if (search.Breaks == 0) Console.WriteLine($"{search.Holds} bots pass, and no more were tried");
        else Console.WriteLine($"{(search.IsGeneratorsLimit ? "at least " : "")}{search.Holds} bots pass, {search.Breaks} do not{(search.IsGeneratorsLimit ? ": there the load generator gave out before the server did" : "")}");
        if (search.Holds > 0) return ExitCode.Pass;
        return search.IsGeneratorsLimit ? ExitCode.Invalid : ExitCode.Fail;
    }

    private static int Unusable(IEnumerable<string> problems)
    {
        foreach (string problem in problems) Console.Error.WriteLine($"loadtest: {problem}");
        return (int)ExitCode.Unusable;
    }
}
