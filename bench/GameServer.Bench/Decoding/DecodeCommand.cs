using System.CommandLine;

namespace GameServer.Bench.Decoding;

/// <summary>What decoding and verifying snapshots costs a client, with the memory of many clients in turn; no sockets, no transport, no pilots.</summary>
internal static class DecodeCommand
{
    public static Command Create()
    {
        Option<int> players = new("--players") { Description = "Clients in one room, each with a view of its own", DefaultValueFactory = _ => 1000 };
        Option<int> ticks = new("--ticks") { Description = "Ticks to measure", DefaultValueFactory = _ => 200 };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("decode", "Cost of reading snapshots by packet and entity, clients taking turns as in a swarm; no sockets") { players, ticks, json };
        command.SetAction(parsed =>
        {
            int count = parsed.GetValue(players);
            if (count is < 1 or > 4000) return Report.Fail($"--players is {count}; 1 to 4000 are possible");
            DecodeResult result = new DecodeMeasurement(count).Run(parsed.GetValue(ticks));
            Report.Print(parsed.GetValue(json), result, result.Describe());
            return 0;
        });
        return command;
    }
}
