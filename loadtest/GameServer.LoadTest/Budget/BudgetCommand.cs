using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Budget;

/// <summary>The command line of <c>loadtest latency-budget</c>.</summary>
internal static class BudgetCommand
{
    public static Command Create()
    {
        BudgetOptions usual = new();
        Option<string> game = new("--game") { Description = $"Which game: {string.Join(" or ", BudgetGames.Names)}", DefaultValueFactory = _ => usual.Game };
        Option<string> folder = new("--out") { Description = "Folder for latency-budget.html and latency-budget.json", DefaultValueFactory = _ => usual.Folder };
        Option<double> seconds = new("--seconds") { Description = "Virtual seconds measured per cell", DefaultValueFactory = _ => usual.Seconds };
        Option<ulong> seed = new("--seed") { Description = "Where its randomness starts", DefaultValueFactory = _ => usual.Seed };
        Option<string> rtt = new("--rtt") { Description = "Round trips in ms, rising", DefaultValueFactory = _ => usual.Rtt };
        Option<string> loss = new("--loss") { Description = "Losses each way in percent, rising", DefaultValueFactory = _ => usual.Loss };
        Option<double> jitter = new("--jitter") { Description = "Jitter each way in ms, uniform", DefaultValueFactory = _ => usual.JitterMs };
        Option<int> players = new("--players") { Description = "Pilots", DefaultValueFactory = _ => usual.Players };
        Option<int> rate = new("--rate") { Description = "Ticks per second", DefaultValueFactory = _ => usual.RateHz };
        Option<int> jobs = new("--jobs") { Description = "Cells at once, one thread each; figures do not depend on it", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<bool> json = new("--json") { Description = "Print the figures as JSON instead of tables" };
        Command command = new("latency-budget", "Pilots over worse and worse networks on virtual time: where mispredictions, corrections, input age and picture age cross the limits that the game declares.\n"
            + "Exit code: 0 the sweep was made; 2 wrong usage, or a network nobody could play over.")
        {
            game, folder, seconds, seed, rtt, loss, jitter, players, rate, jobs, json,
        };
        command.SetAction(parsed => (int)Run(new BudgetOptions
        {
            Game = parsed.GetValue(game)!,
            Folder = parsed.GetValue(folder)!,
            Seconds = parsed.GetValue(seconds),
            Seed = parsed.GetValue(seed),
            Rtt = parsed.GetValue(rtt)!,
            Loss = parsed.GetValue(loss)!,
            JitterMs = parsed.GetValue(jitter),
            Players = parsed.GetValue(players),
            RateHz = parsed.GetValue(rate),
            Jobs = parsed.GetValue(jobs),
            Json = parsed.GetValue(json),
        }, Console.Out, Console.Error));
        return command;
    }

    internal static ExitCode Run(BudgetOptions options, TextWriter output, TextWriter people)
    {
        if (options.Problems() is { Count: > 0 } problems) return Unusable(people, problems);
        if (BudgetGames.Create(options.Game, options.RateHz).LatencyBudget is not { } budget)
        {
            return Unusable(people, [$"{options.Game} declares no limits: IGame.LatencyBudget is null"]);
        }

        try
        {
            Directory.CreateDirectory(options.Folder);
            CellFigures[] cells = new BudgetSweep(options).Run(sweep => ShowProgress(people, sweep));
            BudgetReport report = BudgetReport.Of(options, budget, cells);
            if (options.Json) output.WriteLine(report.ToJson());
            else BudgetText.Write(output, report);
            Save(people, options.Folder, "latency-budget.html", BudgetPage.Of(report));
            Save(people, options.Folder, "latency-budget.json", report.ToJson() + '\n');
            return ExitCode.Pass;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CellFailedException)
        {
            return Unusable(people, [problem is CellFailedException ? problem.Message : $"--out {options.Folder}: {problem.Message}"]);
        }
    }

    private static void ShowProgress(TextWriter people, BudgetSweep sweep)
    {
        if (!Console.IsErrorRedirected) people.Write($"\r{sweep.Done} of {sweep.Count} cells \r");
    }

    private static void Save(TextWriter people, string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        people.WriteLine($"written to {path}");
    }

    private static ExitCode Unusable(TextWriter people, IReadOnlyList<string> problems)
    {
        foreach (string problem in problems) people.WriteLine($"loadtest: {problem}");
        return ExitCode.Unusable;
    }
}
