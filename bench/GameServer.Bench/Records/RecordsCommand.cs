using System.CommandLine;

namespace GameServer.Bench.Records;

/// <summary>What it costs to keep what players were promised: bytes written per player-hour, and CPU.</summary>
internal static class RecordsCommand
{
    public static Command Create()
    {
        Option<int> players = new("--players") { Description = "Players", DefaultValueFactory = _ => 1_000 };
        Option<int> minutes = new("--minutes") { Description = "Minutes of play, on virtual time", DefaultValueFactory = _ => 10 };
        Option<double> every = new("--every") { Description = "Seconds between two effects of a player, on average", DefaultValueFactory = _ => 5 };
        Option<int> effectBytes = new("--effect-bytes") { Description = "Bytes of an effect", DefaultValueFactory = _ => 48 };
        Option<int> profileBytes = new("--profile-bytes") { Description = "Bytes of a profile", DefaultValueFactory = _ => 2_048 };
        Option<int> gather = new("--gather") { Description = "Milliseconds for which a player's effects are gathered", DefaultValueFactory = _ => 2_000 };
        Option<string?> postgres = new("--postgres") { Description = "Connection string of an empty PostgreSQL database; without it, files" };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("records", "Write amplification and cost of players' records") { players, minutes, every, effectBytes, profileBytes, gather, postgres, json };
        command.SetAction(async (parsed, stop) =>
        {
            RecordsOptions options = new(
                parsed.GetValue(players), parsed.GetValue(minutes), parsed.GetValue(every), parsed.GetValue(effectBytes), parsed.GetValue(profileBytes), parsed.GetValue(gather), parsed.GetValue(postgres));
            if (options.Problem() is { } problem) return Report.Fail(problem);
            RecordsResult result = await RecordsMeasurement.RunAsync(options);
            Report.Print(parsed.GetValue(json), result, result.Describe());
            return 0;
        });
        return command;
    }
}
