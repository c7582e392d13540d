using System.CommandLine;

namespace GameServer.LoadTest.Garbage;

/// <summary>The command line of <c>loadtest garbage</c>.</summary>
internal static class GarbageCommand
{
    public static Command Create()
    {
        Option<string> server = new("--server") { Description = "HOST:PORT of the server; IPv6 as [::1]:7777", Required = true };
        Option<double> seconds = new("--seconds") { Description = "How long", DefaultValueFactory = _ => 30 };
        Option<int> rate = new("--rate") { Description = "Hostile datagrams per second, at most 100000", DefaultValueFactory = _ => 2000 };
        Option<int> griefers = new("--griefers") { Description = "Real players whose datagrams are copied, cut and altered", DefaultValueFactory = _ => 4 };
        Option<string> key = new("--key") { Description = "Connect key of the griefers", DefaultValueFactory = _ => "gameserver" };
        Option<ulong> seed = new("--seed") { Description = "Where its randomness starts", DefaultValueFactory = _ => 1UL };
        Command command = new("garbage", "Sends a server random bytes, and cut and altered copies of real datagrams, from strangers and from connected players.\n"
            + "Exit code: 0 a new player can still join and play afterwards; 1 not; 2 wrong usage.")
        {
            server, seconds, rate, griefers, key, seed,
        };
        command.SetAction(parsed => new GarbageRun(
            parsed.GetValue(server)!, parsed.GetValue(seconds), parsed.GetValue(rate), parsed.GetValue(griefers), parsed.GetValue(key)!, parsed.GetValue(seed)).Run());
        return command;
    }
}
