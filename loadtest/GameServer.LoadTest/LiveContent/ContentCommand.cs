using System.CommandLine;

namespace GameServer.LoadTest.LiveContent;

/// <summary>The command line of <c>loadtest content</c>.</summary>
internal static class ContentCommand
{
    public static Command Create()
    {
        ContentOptions standard = new();
        Option<int> bots = new("--bots") { Description = "Players, one socket each, spread over the rooms", DefaultValueFactory = _ => standard.Bots };
        Option<int> rooms = new("--rooms") { Description = "Rooms", DefaultValueFactory = _ => standard.Rooms };
        Option<int> rate = new("--rate") { Description = "The server's ticks per second", DefaultValueFactory = _ => standard.RateHz };
        Option<int> publishes = new("--publishes") { Description = "Versions that are published, every other one in a quarter of the rooms first", DefaultValueFactory = _ => standard.Publishes };
        Option<int> rollBacks = new("--rollbacks") { Description = "How often what was published is rolled back", DefaultValueFactory = _ => standard.RollBacks };
        Option<double> limit = new("--room-limit") { Description = "Seconds by which 99 % of the rooms must have changed", DefaultValueFactory = _ => standard.RoomSecondsMax };
        Option<int> late = new("--late-max") { Description = "Late ticks of the server's own doing allowed while content changes", DefaultValueFactory = _ => standard.LateTicksMax };
        Option<double> warm = new("--warm") { Description = "Seconds of play before the first change", DefaultValueFactory = _ => standard.WarmSeconds };
        Option<ulong> seed = new("--seed") { Description = "Where its randomness starts", DefaultValueFactory = _ => standard.Seed };
        Option<string?> data = new("--data") { Description = "The server's data folder, kept; by default a temporary one, kept only after a failure" };
        Option<string?> serverAssembly = new("--server-dll") { Description = "gameserver.dll to spawn; by default this repository's, built if it is not" };
        Command command = new("content", "Publishes and rolls back content under its players, and proves that nobody is disconnected, that every room changes in time, that older clients play on,"
            + " and that the journal leads to the same states again.\nExit code: 0 pass; 1 something of that does not hold; 2 wrong usage, or no server; 3 invalid, the machine was too busy.")
        {
            bots, rooms, rate, publishes, rollBacks, limit, late, warm, seed, data, serverAssembly,
        };
        command.SetAction(parsed => (int)new ContentRun(new ContentOptions
        {
            Bots = parsed.GetValue(bots),
            Rooms = parsed.GetValue(rooms),
            RateHz = parsed.GetValue(rate),
            Publishes = parsed.GetValue(publishes),
            RollBacks = parsed.GetValue(rollBacks),
            RoomSecondsMax = parsed.GetValue(limit),
            LateTicksMax = parsed.GetValue(late),
            WarmSeconds = parsed.GetValue(warm),
            Seed = parsed.GetValue(seed),
            Data = parsed.GetValue(data),
            ServerAssembly = parsed.GetValue(serverAssembly),
        }).Run().GetAwaiter().GetResult());
        return command;
    }
}
