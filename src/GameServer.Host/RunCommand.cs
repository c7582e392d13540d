using System;
using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host;

/// <summary><c>gameserver run</c>: flags → options → a running process.</summary>
internal static class RunCommand
{
    public const int UsageExitCode = 2;

    public static Command Create()
    {
        HostOptions defaults = new();
        Option<string> game = Flag("--game", "Game to run: a name beside the executable, or a path to its assembly.", defaults.Game);
        Option<int> port = Flag("--port", "UDP port of the first shard; 0 for any free one.", defaults.Port);
        Option<string> bind = Flag("--bind", "Address to listen on; :: serves IPv6 and IPv4.", defaults.Bind);
        Option<int> tickRate = Flag("--tick-rate", "Ticks per second, 1 to 128.", defaults.TickRateHz);
        Option<int> rooms = Flag("--rooms", "Rooms in all, spread over the shards.", defaults.Rooms);
        Option<int> shards = Flag("--shards", "Threads, each with a port and its own rooms.", defaults.Shards);
        Option<int> players = Flag("--players-per-room", "Seats per room.", defaults.PlayersPerRoom);
        Option<int> entities = Flag("--entities-per-room", "Entities alive at once per room; 0 for twelve per seat.", defaults.EntitiesPerRoom);
        Option<int> connections = Flag("--connections", "Connections at once per shard, joined or not; 0 for its seats and 64 more.", defaults.Connections);
        Option<int> perAddress = Flag("--peers-per-address", "Connections at once from one address; 0 for no limit. Loopback is exempt.", defaults.PeersPerAddress);
        Option<int> perPrefix = Flag("--connects-per-prefix", "Connect requests heard per second from one IPv4 /24 or IPv6 /56; 0 for no limit.", defaults.ConnectsPerPrefix);
        Option<int> bytes = Flag("--bytes-per-second", "Snapshot payload per client and second.", defaults.BytesPerSecond);
        Option<string> key = Flag("--key", "What clients must send to connect; empty admits any.", defaults.ConnectKey);
        Option<int> grace = Flag("--grace-seconds", "Seconds that the seat of a player whose connection was lost is kept; 0 for not at all.", defaults.GraceSeconds);
        Option<ulong> node = Flag("--node", "This server's number; a resume token of another is refused.", defaults.Node);
        Option<ulong> seed = Flag("--seed", "Where every random stream starts.", defaults.Seed);
        Option<bool> realTime = Flag("--real-time", "Run shard threads with real-time priority where the system permits it.", defaults.RealTime);
        Option<string> admin = Flag("--admin", "Loopback address and port of the admin pages.", defaults.Admin);
        Command command = new("run", "Runs the server until it is told to stop (Ctrl-C or SIGTERM).")
        {
            game, port, bind, tickRate, rooms, shards, players, entities, connections, perAddress, perPrefix, bytes, key, grace, node, seed, realTime, admin,
        };
        command.SetAction(result => Run(new HostOptions
        {
            Game = result.GetValue(game)!,
            Port = result.GetValue(port),
            Bind = result.GetValue(bind)!,
            TickRateHz = result.GetValue(tickRate),
            Rooms = result.GetValue(rooms),
            Shards = result.GetValue(shards),
            PlayersPerRoom = result.GetValue(players),
            EntitiesPerRoom = result.GetValue(entities),
            Connections = result.GetValue(connections),
            PeersPerAddress = result.GetValue(perAddress),
            ConnectsPerPrefix = result.GetValue(perPrefix),
            BytesPerSecond = result.GetValue(bytes),
            ConnectKey = result.GetValue(key)!,
            GraceSeconds = result.GetValue(grace),
            Node = result.GetValue(node),
            Seed = result.GetValue(seed),
            RealTime = result.GetValue(realTime),
            Admin = result.GetValue(admin)!,
        }));
        return command;
    }

    private static int Run(HostOptions options)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0)
        {
            Console.Error.WriteLine($"gameserver: {string.Join(" ", problems)}");
            return UsageExitCode;
        }

        try
        {
            using ServerProcess server = ServerProcess.Start(options);
            return server.RunUntilStopped();
        }
        catch (StartException refused)
        {
            Console.Error.WriteLine($"gameserver: {refused.Message}");
            return UsageExitCode;
        }
    }

    private static Option<T> Flag<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };
}
