extern alias loadtest;

using System.CommandLine;
using HugePages = loadtest::GameServer.Host.Memory.HugePages;

namespace GameServer.Bench.Bots;

/// <summary>What a bot costs besides the kernel, with the memory of many bots in turn.</summary>
internal static class BotsCommand
{
    public static Command Create()
    {
        Option<int> bots = new("--bots") { Description = "Bots in turn", DefaultValueFactory = _ => 3000 };
        Option<int> ticks = new("--ticks") { Description = "Ticks to measure", DefaultValueFactory = _ => 300 };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("bots", "Cost of whole bots, client, transport, decoder and pilot, over memory instead of sockets; run it with DOTNET_TieredCompilation=0, as bots do")
        {
            bots, ticks, json,
        };
        command.SetAction(parsed =>
        {
            int count = parsed.GetValue(bots);
            int length = parsed.GetValue(ticks);
            if (count is < 1 or > 10_000) return Report.Fail($"--bots is {count}; 1 to 10000 are possible");
            if (length is < 10 or > 10_000) return Report.Fail($"--ticks is {length}; 10 to 10000 are possible");
            using HugePages pages = HugePages.KeepAsking();   // as in a swarm
            BotResult result = new BotMeasurement(count, length).Run(length);
            Report.Print(parsed.GetValue(json), result, result.Describe());
            return 0;
        });
        return command;
    }
}
