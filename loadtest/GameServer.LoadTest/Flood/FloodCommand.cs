using System.CommandLine;

namespace GameServer.LoadTest.Flood;

/// <summary>The command line of <c>loadtest connect-flood</c>.</summary>
internal static class FloodCommand
{
    public static Command Create()
    {
        FloodOptions standard = new();
        Option<string> server = new("--server") { Description = "HOST:PORT of the server; IPv6 as [::1]:7777", Required = true };
        Option<int> connects = new("--connects") { Description = "Connections to make, a socket each", DefaultValueFactory = _ => standard.Connects };
        Option<double> seconds = new("--seconds") { Description = "Over how long they are asked for, evenly", DefaultValueFactory = _ => standard.Seconds };
        Option<double> within = new("--within") { Description = "Seconds from the first request by which all must be in", DefaultValueFactory = _ => standard.WithinSeconds };
        Option<double> hold = new("--hold") { Description = "Seconds each connection stays before its goodbye", DefaultValueFactory = _ => standard.HoldSeconds };
        Option<string> key = new("--key") { Description = "Connect key", DefaultValueFactory = _ => standard.Key };
        Option<string?> admin = new("--admin") { Description = "HOST:PORT of the server's admin address (127.0.0.1:8080 is tried for a local server)" };
        Option<ulong> seed = new("--seed") { Description = "Where its randomness starts", DefaultValueFactory = _ => standard.Seed };
        Option<long?> lateMax = new("--max-late") { Description = "Fail when more server ticks are late than this" };
        Command command = new("connect-flood", "Makes many connections in a short time, whole handshakes with the return-path check, and says goodbye. Run it beside `loadtest run`.\n"
            + "The server needs room for them: gameserver run --connections N.\n"
            + "Exit code: 0 all in in time; 1 not, or late ticks; 2 wrong usage, or no server; 3 invalid, this program was starved.")
        {
            server, connects, seconds, within, hold, key, admin, seed, lateMax,
        };
        command.SetAction(parsed => (int)new FloodRun(new FloodOptions
        {
            Server = parsed.GetValue(server)!,
            Connects = parsed.GetValue(connects),
            Seconds = parsed.GetValue(seconds),
            WithinSeconds = parsed.GetValue(within),
            HoldSeconds = parsed.GetValue(hold),
            Key = parsed.GetValue(key) ?? "",
            Admin = parsed.GetValue(admin),
            Seed = parsed.GetValue(seed),
            LateTicksMax = parsed.GetValue(lateMax),
        }).Run().GetAwaiter().GetResult());
        return command;
    }
}
