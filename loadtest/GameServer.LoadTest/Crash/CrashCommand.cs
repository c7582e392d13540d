using System;
using System.CommandLine;

namespace GameServer.LoadTest.Crash;

/// <summary>The command line of <c>loadtest crash</c>.</summary>
internal static class CrashCommand
{
    public static Command Create()
    {
        CrashOptions standard = new();
        Option<int> bots = new("--bots") { Description = "Players, one socket each; the room has as many seats", DefaultValueFactory = _ => standard.Bots };
        Option<int> rate = new("--rate") { Description = "The server's ticks per second", DefaultValueFactory = _ => standard.RateHz };
        Option<int> kills = new("--kills") { Description = "How often the server is killed (SIGKILL) and started again", DefaultValueFactory = _ => standard.Kills };
        Option<double> lifeMin = new("--life-min") { Description = "Seconds at least between everybody's return and the next kill", DefaultValueFactory = _ => standard.LifeSecondsMin };
        Option<double> lifeMax = new("--life-max") { Description = "Seconds at most; the moment is drawn evenly between", DefaultValueFactory = _ => standard.LifeSecondsMax };
        Option<double> checkpoint = new("--checkpoint-seconds") { Description = "Seconds between the server's checkpoints", DefaultValueFactory = _ => standard.CheckpointSeconds };
        Option<double> resume = new("--resume-limit") { Description = "Seconds from a process's start by which 99 % must be back; 0 judges no time", DefaultValueFactory = _ => standard.ResumeSecondsMax };
        Option<double> patience = new("--patience") { Description = "Seconds after which whoever is not back is lost", DefaultValueFactory = _ => standard.PatienceSeconds };
        Option<ulong> seed = new("--seed") { Description = "Where its randomness starts: kill moments and players", DefaultValueFactory = _ => standard.Seed };
        Option<string?> data = new("--data") { Description = "The server's data folder, kept; by default a temporary one, kept only after a failure" };
        Option<string> serverArguments = new("--server-args") { Description = "More arguments for the server, separated by spaces; they win", DefaultValueFactory = _ => "" };
        Option<string?> serverAssembly = new("--server-dll") { Description = "gameserver.dll to spawn; by default this repository's, built if it is not" };
        Option<string?> report = new("--report") { Description = "Folder for report.json and server.log" };
        Option<bool> json = new("--json") { Description = "Print report.json on stdout, and everything else on stderr" };
        Command command = new("crash", "Kills the server under its players, again and again, and proves that nothing acknowledged is lost or doubled and everybody is back in the same seat.\n"
            + "Exit code: 0 pass; 1 something lost, doubled, altered, or too slow; 2 wrong usage, or no server; 3 invalid, the bots themselves were starved.")
        {
            bots, rate, kills, lifeMin, lifeMax, checkpoint, resume, patience, seed, data, serverArguments, serverAssembly, report, json,
        };
        command.SetAction(parsed => (int)new CrashRun(new CrashOptions
        {
            Bots = parsed.GetValue(bots),
            RateHz = parsed.GetValue(rate),
            Kills = parsed.GetValue(kills),
            LifeSecondsMin = parsed.GetValue(lifeMin),
            LifeSecondsMax = parsed.GetValue(lifeMax),
            CheckpointSeconds = parsed.GetValue(checkpoint),
            ResumeSecondsMax = parsed.GetValue(resume),
            PatienceSeconds = parsed.GetValue(patience),
            Seed = parsed.GetValue(seed),
            Data = parsed.GetValue(data),
            ServerArguments = (parsed.GetValue(serverArguments) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ServerAssembly = parsed.GetValue(serverAssembly),
            ReportFolder = parsed.GetValue(report),
            Json = parsed.GetValue(json),
        }).Run().GetAwaiter().GetResult());
        return command;
    }
}
