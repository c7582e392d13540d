using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Simulated;

namespace GameServer.LoadTest.Simulate;

/// <summary>The command line of <c>loadtest simulate</c>.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        Option<string> seeds = new("--seeds") { Description = "Seeds A..B, both included, or one", DefaultValueFactory = _ => "1..50" };
        Option<int> ticks = new("--ticks") { Description = "Ticks with faults, on the first shard's clock; healing comes on top", DefaultValueFactory = _ => SimulatedRun.TicksByDefault };
        Option<int> jobs = new("--jobs") { Description = "Runs at once, one thread each; outcomes do not depend on it", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<bool> plan = new("--plan") { Description = "Print what each seed stands for before it runs" };
        Option<string?> hashes = new("--hashes") { Description = "FILE for one line per seed: seed and hash of all that happened" };
        Option<bool> keepGoing = new("--keep-going") { Description = "Run the other seeds after one failed" };
        Option<string?> mutation = new("--mutation") { Description = "Build one NAMEd mistake into this process, to see whether a check finds it" };
        Option<bool> mutations = new("--mutations") { Description = "Try every such mistake over the seeds, each in a process of its own, and print what found it" };
        Command command = new("simulate", "Servers, players, attackers and a breaking network on virtual time, all drawn from a seed, under checks; then the network heals and all must come together.\n"
            + "Exit code: 0 every seed passed; 1 a check did not hold, or a mutation was not found; 2 wrong usage.")
        {
            seeds, ticks, jobs, plan, hashes, keepGoing, mutation, mutations,
        };
        command.SetAction(parsed => (int)Run(new SimulateOptions
        {
            Seeds = parsed.GetValue(seeds)!,
            Ticks = parsed.GetValue(ticks),
            Jobs = parsed.GetValue(jobs),
            Plan = parsed.GetValue(plan),
            HashesFile = parsed.GetValue(hashes),
            KeepGoing = parsed.GetValue(keepGoing),
            Mutation = parsed.GetValue(mutation),
            Mutations = parsed.GetValue(mutations),
        }));
        return command;
    }

    private static ExitCode Run(SimulateOptions options)
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            foreach (string problem in problems) Console.Error.WriteLine($"loadtest: {problem}");
            return ExitCode.Unusable;
        }

        if (options.Mutations) return TryMutations(options);
        if (options.Mutation is not null) AppContext.SetData(Mutations.SwitchName, options.Mutation);
        if (!SimulateOptions.TryParseSeeds(options.Seeds, out ulong first, out ulong last)) return ExitCode.Unusable;
        for (ulong seed = first; options.Plan && seed <= last; seed++) Console.WriteLine($"seed {seed}{Environment.NewLine}{SimulatedPlan.Draw(seed, options.Ticks)}");
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<RunOutcome> outcomes = new SeedRunner(first, last, options.Ticks, options.Jobs).Run(options.KeepGoing, ShowProgress);
        double realSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        SimulateReport.WriteDistribution(Console.Out, outcomes);
        SimulateReport.WriteSamples(Console.Out, outcomes);
        foreach (RunOutcome failed in outcomes.Where(outcome => outcome.FailedCheck is not null)) Console.WriteLine(failed);
        Console.WriteLine(SimulateReport.Summary(outcomes, realSeconds));
        if (options.HashesFile is { } file && !TryWriteHashes(file, outcomes)) return ExitCode.Unusable;
        return outcomes.Any(outcome => outcome.FailedCheck is not null) ? ExitCode.Fail : ExitCode.Pass;

        void ShowProgress(SeedRunner runner) => Console.Error.Write($"\r{runner.Done} of {last - first + 1} seeds ");
    }

    private static ExitCode TryMutations(SimulateOptions options)
    {
        ExitCode code = ExitCode.Pass;
        foreach (Mutation mutation in Enum.GetValues<Mutation>())
        {
            if (mutation == Mutation.None) continue;
            (ulong Seed, string Check)? caught = MutationTrial.Run(mutation, options.Seeds, options.Ticks, options.Jobs);
            Console.WriteLine(caught is { } found ? $"{mutation,-20} seed {found.Seed,4}  {found.Check}" : $"{mutation,-20} NOT FOUND in seeds {options.Seeds}");
            if (caught is null) code = ExitCode.Fail;
        }

        return code;
    }

    private static bool TryWriteHashes(string file, IReadOnlyList<RunOutcome> outcomes)
    {
        try
        {
            SimulateReport.WriteHashes(file, outcomes);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"loadtest: --hashes: {problem.Message}");
            return false;
        }
    }
}
