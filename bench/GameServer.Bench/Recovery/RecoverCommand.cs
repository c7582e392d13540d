using System.CommandLine;

namespace GameServer.Bench.Recovery;

/// <summary>How long a shard with many rooms takes to come back after it was killed.</summary>
internal static class RecoverCommand
{
    public static Command Create()
    {
        Option<int> rooms = new("--rooms") { Description = "Rooms of the shard", DefaultValueFactory = _ => 100 };
        Option<int> players = new("--players") { Description = "Players in each", DefaultValueFactory = _ => 50 };
        Option<double> seconds = new("--seconds") { Description = "Time the rooms play before the kill", DefaultValueFactory = _ => 25 };
        Option<double> checkpoint = new("--checkpoint-seconds") { Description = "Seconds from one checkpoint of a room to its next", DefaultValueFactory = _ => 10 };
        Option<int> runs = new("--runs") { Description = "Recoveries of the same folder", DefaultValueFactory = _ => 5 };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("recover", "Plays rooms into a journal on disk, kills them, and measures how long they take to come back") { rooms, players, seconds, checkpoint, runs, json };
        command.SetAction(parsed =>
        {
            RecoverOptions options = new(parsed.GetValue(rooms), parsed.GetValue(players), parsed.GetValue(seconds), parsed.GetValue(checkpoint), parsed.GetValue(runs));
            if (options.Problem() is { } problem) return Report.Fail(problem);
            RecoverResult result = RecoverMeasurement.Run(options);
            Report.Print(parsed.GetValue(json), result, result.Describe());
            return 0;
        });
        return command;
    }
}
