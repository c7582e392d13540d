using System.CommandLine;

namespace GameServer.LoadTest.Watch;

/// <summary>The command line of <c>loadtest watch</c>.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        WatchOptions usual = new();
        Option<int> bots = new("--bots") { Description = "Players, one socket each", DefaultValueFactory = _ => usual.Bots };
        Option<int> rate = new("--rate") { Description = "The server's ticks per second", DefaultValueFactory = _ => usual.RateHz };
        Option<double> seconds = new("--seconds") { Description = "How long each window measures", DefaultValueFactory = _ => usual.Seconds };
        Option<int> pairs = new("--pairs") { Description = "Windows of each kind", DefaultValueFactory = _ => usual.Pairs };
        Option<string?> assembly = new("--server-dll") { Description = "gameserver.dll to spawn; by default this repository's, built if it is not" };
        Command command = new("watch", "What it costs to watch a server: the same players, in turn with /metrics scraped once a second, the log at information, somebody following it and the dashboard open, and left alone.\n"
            + "Exit code: 0 measured; 1 the bots saw a hash mismatch or were disconnected; 2 wrong usage, or no server; 3 invalid, the bots were starved.")
        {
            bots, rate, seconds, pairs, assembly,
        };
        command.SetAction(parsed => (int)new WatchRun(new WatchOptions
        {
            Bots = parsed.GetValue(bots),
            RateHz = parsed.GetValue(rate),
            Seconds = parsed.GetValue(seconds),
            Pairs = parsed.GetValue(pairs),
            ServerAssembly = parsed.GetValue(assembly),
        }).Run().GetAwaiter().GetResult());
        return command;
    }
}
