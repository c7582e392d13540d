using System.CommandLine;

namespace GameServer.Bench.Interest;

/// <summary>What interest costs per client and tick, beside a SIMD test of every distance, in turns in one process.</summary>
internal static class InterestCommand
{
    public static Command Create()
    {
        Option<int> entities = new("--entities") { Description = "Things in the room", DefaultValueFactory = _ => 10_000 };
        Option<int> players = new("--players") { Description = "Players among them", DefaultValueFactory = _ => 4000 };
        Option<int> visible = new("--visible") { Description = "Entities within a player's sight, about", DefaultValueFactory = _ => 20 };
        Option<int> pairs = new("--pairs") { Description = "Turns of each side", DefaultValueFactory = _ => 7 };
        Option<int> ticks = new("--ticks") { Description = "Ticks per turn", DefaultValueFactory = _ => 20 };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("interest", "Interest per client-tick against a brute-force SIMD distance test, in pairs") { entities, players, visible, pairs, ticks, json };
        command.SetAction(parsed =>
        {
            InterestOptions options = new(
                parsed.GetValue(entities), parsed.GetValue(players), parsed.GetValue(visible), parsed.GetValue(pairs), parsed.GetValue(ticks));
            if (options.Problem() is { } problem) return Report.Fail(problem);
            InterestResult result = InterestMeasurement.Run(options);
            Report.Print(parsed.GetValue(json), result, result.Describe());
            return 0;
        });
        return command;
    }
}
