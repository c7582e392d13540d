using System;
using System.CommandLine;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Crash;

namespace GameServer.LoadTest.Run;

/// <summary>The command line of <c>loadtest run</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        RunOptions standard = new();
        Argument<string?> scenario = new("scenario") { Description = "Name or path of a scenario (`loadtest scenarios` lists them); options override it", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> server = new("--server") { Description = "HOST:PORT of the server; IPv6 as [::1]:7777" };
        Option<int?> bots = new("--bots") { Description = "Players, one socket each [default: 100]" };
        Option<int?> rate = new("--rate") { Description = "The server's ticks per second [default: 30]" };
        Option<double?> seconds = new("--seconds") { Description = "How long to measure; a scenario's phases are stretched or squeezed to it [default: 30]" };
        Option<double> warmUp = new("--warmup") { Description = "Seconds of play before measuring", DefaultValueFactory = _ => standard.WarmUpSeconds };
        Option<BotBehaviour?> behaviour = new("--behaviour") { Description = "What the bots do" };
        Option<double> connectRate = new("--connect-rate") { Description = "Connects per second", DefaultValueFactory = _ => standard.ConnectsPerSecond };
        Option<string?> key = new("--key") { Description = "Connect key [default: gameserver]" };
        Option<ulong?> seed = new("--seed") { Description = "Where the bots' randomness starts [default: 1]" };
        Option<int> threads = new("--threads") { Description = "Threads that play the bots", DefaultValueFactory = _ => standard.Threads };
        Option<int> players = new("--players-per-room")
        {
            Description = "Seats per room where /status cannot be read: sets the size of the bots' field", DefaultValueFactory = _ => standard.PlayersPerRoom,
        };
        Option<string?> admin = new("--admin") { Description = "HOST:PORT of the server's admin address (127.0.0.1:8080 is tried for a local server)" };
        Option<int?> pid = new("--server-pid") { Description = "The server's process on this machine, for its CPU time where /status cannot be read" };
        Option<bool> spawn = new("--spawn") { Description = "Start a server for this run and stop it afterwards" };
        Option<string> serverArguments = new("--server-args") { Description = "More arguments for the spawned server, separated by spaces", DefaultValueFactory = _ => "" };
        Option<string?> serverAssembly = new("--server-dll") { Description = "gameserver.dll to spawn; by default this repository's, built if it is not" };
        Option<bool> standIn = new("--stand-in") { Description = "Spawn a server that only repeats a recorded game: for what the bots cost, not for what a server bears" };
        Option<string?> report = new("--report") { Description = "Folder for report.html, report.json, junit.xml, and server.log of a spawned server" };
        Option<long?> lateMax = new("--max-late") { Description = "Fail when more server ticks are late than this" };
        Option<string[]> thresholds = new("--threshold") { Description = "One more promise to judge, such as 'snapshot_age.p99 < 100ms'; may be repeated (`loadtest metrics` lists what can be promised)" };
        Option<string> workers = new("--workers") { Description = "HOST:PORT of `loadtest worker` processes that play the bots, separated by commas", DefaultValueFactory = _ => "" };
        Option<bool> floor = new("--floor") { Description = "Measure the bench's raw floor (F1) before and after, and compare with it" };
        Option<bool> json = new("--json") { Description = "Print report.json on stdout, and everything else on stderr" };
        Command command = new("run", "Plays a scenario, or N bots, over UDP, verifies what they receive and measures both sides.\n"
            + "Exit code: 0 pass; 1 a threshold broken or a hash mismatch; 2 wrong usage, or no server; 3 invalid, the swarm itself was starved.")
        {
            scenario, server, bots, rate, seconds, warmUp, behaviour, connectRate, key, seed, threads, players, admin, pid, spawn, standIn, serverArguments, serverAssembly, report, lateMax, thresholds, workers, floor, json,
        };
        command.Subcommands.Add(CrashCommand.Create());   // a scenario by name, though it kills its server and so has no phases to measure
        command.SetAction(parsed =>
        {
            RunOptions options = new()
            {
                Scenario = parsed.GetValue(scenario),
                Server = parsed.GetValue(server),
                Bots = parsed.GetValue(bots),
                RateHz = parsed.GetValue(rate),
                Seconds = parsed.GetValue(seconds),
                WarmUpSeconds = parsed.GetValue(warmUp),
                Behaviour = parsed.GetValue(behaviour),
                ConnectsPerSecond = parsed.GetValue(connectRate),
                Key = parsed.GetValue(key),
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                PlayersPerRoom = parsed.GetValue(players),
                Admin = parsed.GetValue(admin),
                ServerPid = parsed.GetValue(pid),
                Spawn = parsed.GetValue(spawn),
                StandIn = parsed.GetValue(standIn),
                ServerArguments = parsed.GetValue(serverArguments) ?? "",
                ServerAssembly = parsed.GetValue(serverAssembly),
                ReportFolder = parsed.GetValue(report),
                LateTicksMax = parsed.GetValue(lateMax),
                Workers = (parsed.GetValue(workers) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                Thresholds = parsed.GetValue(thresholds) ?? [],
                Floor = parsed.GetValue(floor),
                Json = parsed.GetValue(json),
            };
            return (int)new LoadRun(options).Run().GetAwaiter().GetResult();
        });
        return command;
    }
}
