using System;
using System.CommandLine;
using System.IO;
using GameServer.LoadTest.Bots;

namespace GameServer.LoadTest.Run;

/// <summary>The command line of <c>loadtest record</c>: a run whose first bot's inputs become a script.</summary>
internal static class RecordCommand
{
    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "The script to write" };
        Argument<string?> scenario = new("scenario") { Description = "What is played; its first bot is recorded [default: one bot]", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> server = new("--server") { Description = "HOST:PORT of a server that is there; by default one is spawned" };
        Option<BotBehaviour?> behaviour = new("--behaviour") { Description = "What the bots do" };
        Option<int?> bots = new("--bots") { Description = "How many play [default: 1, or as the scenario says]" };
        Option<double?> seconds = new("--seconds") { Description = "How long [default: 30, or as the scenario says]" };
        Option<ulong?> seed = new("--seed") { Description = "Where the bots' randomness starts" };
        Option<string?> key = new("--key") { Description = "Connect key" };
        Command command = new("record", "Plays, and writes what the first bot commands, tick by tick, as a script for scripted bots. `loadtest play --record FILE` records a person.\n"
            + "Exit code: as of `loadtest run`.")
        {
            file, scenario, server, behaviour, bots, seconds, seed, key,
        };
        command.SetAction(parsed =>
        {
            RunOptions options = new()
            {
                RecordPath = parsed.GetValue(file),
                Scenario = parsed.GetValue(scenario),
                Server = parsed.GetValue(server),
                Spawn = parsed.GetValue(server) is null,
                Behaviour = parsed.GetValue(behaviour),
                Bots = parsed.GetValue(bots) ?? (parsed.GetValue(scenario) is null ? 1 : null),
                Seconds = parsed.GetValue(seconds),
                Seed = parsed.GetValue(seed),
                Key = parsed.GetValue(key),
            };
            if (ProblemOf(options.RecordPath!) is not { } problem) return (int)new LoadRun(options).Run().GetAwaiter().GetResult();
            Console.Error.WriteLine($"loadtest: {problem}");
            return (int)ExitCode.Unusable;
        });
        return command;
    }

    // Better now than when all has been played.
    private static string? ProblemOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        return Directory.Exists(folder) ? null : $"there is no folder {folder}";
    }
}
