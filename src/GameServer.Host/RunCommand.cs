using System;
using System.Collections.Generic;
using System.CommandLine;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Server;

namespace GameServer.Host;

/// <summary><c>gameserver run</c>: flags → options → a running process.</summary>
internal static class RunCommand
{
    private static readonly Dictionary<string, Durability> s_durability = new() { ["async"] = Durability.Async, ["sync"] = Durability.Sync, ["none"] = Durability.None };

    private static readonly Dictionary<string, RecoverMode> s_recover = new()
    {
        ["strict"] = RecoverMode.Strict,
        ["latest-checkpoint"] = RecoverMode.LatestCheckpoint,
        ["discard"] = RecoverMode.Discard,
    };

    private static readonly Dictionary<string, PlayerStoreKind> s_players = new() { ["files"] = PlayerStoreKind.Files, ["postgres"] = PlayerStoreKind.Postgres, ["none"] = PlayerStoreKind.None };

    private static readonly Dictionary<string, ProfilePolicy> s_withoutProfile = new() { ["refuse"] = ProfilePolicy.Refuse, ["admit"] = ProfilePolicy.Admit };

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
        Option<SnapshotCoder> coder = Flag("--coder", "How snapshots are coded: codebook, dense (fewer bytes, more CPU), or auto: dense for clients short of bandwidth.", defaults.Coder);
        Option<string> key = Flag("--key", "What clients must send to connect; empty admits any.", defaults.ConnectKey);
        Option<int> grace = Flag("--grace-seconds", "Seconds that the seat of a player whose connection was lost is kept; 0 for not at all.", defaults.GraceSeconds);
        Option<ulong> node = Flag("--node", "This server's number; a resume token of another is refused.", defaults.Node);
        Option<ulong> seed = Flag("--seed", "Where every random stream starts.", defaults.Seed);
        Option<bool> realTime = Flag("--real-time", "Run shard threads with real-time priority where the system permits it.", defaults.RealTime);
        Option<string> admin = Flag("--admin", "Address and port of the admin pages and the admin API; other than loopback only with --admin-token.", defaults.Admin);
        Option<string[]> adminTokens = Flag<string[]>("--admin-token", "Who may use the admin address: ROLE:TOKEN or ROLE@NAME:TOKEN with viewer, operator or admin. May be given more than once.", []);
        Option<string> adminTokenFile = Flag("--admin-token-file", "A file with such tokens, one per line.", defaults.AdminTokenFile);
        Option<bool> adminTrustLoopback = Flag("--admin-trust-loopback", "Where there are tokens, let this machine itself in without one.", defaults.AdminTrustLoopback);
        Option<string> data = Flag("--data", "Folder for what must outlive the process: logs, checkpoints, the node's secret.", defaults.Data);
        Option<string> durability = Choice("--durability", "What a crash may cost: none keeps nothing, async loses milliseconds, sync nothing acknowledged.", s_durability);
        Option<double> checkpoints = Flag("--checkpoint-seconds", "Seconds from one checkpoint of a room to its next.", defaults.CheckpointSeconds);
        Option<bool> keep = Flag("--keep-segments", "Keep logs that checkpoints have overtaken, for replays from a room's first tick: the disk fills up.", defaults.KeepsSegments);
        Option<string> recover = Choice("--recover", "Stored rooms that cannot be resumed exactly: refuse to start, go on from what can be trusted, or set all aside.", s_recover);
        Option<string?> records = new("--players") { Description = "Where players' records are kept: files in the data folder (the default where there is one), postgres, or none." };
        records.AcceptOnlyFromAmong([.. s_players.Keys]);
        Option<string?> connection = new("--players-connection") { Description = $"PostgreSQL for --players postgres, such as \"Host=db;Username=game;Database=game\". {HostOptions.ConnectionVariable} does the same." };
        Option<int> profileWait = Flag("--profile-wait-seconds", "Seconds that a login waits for the player's record.", defaults.ProfileWaitSeconds);
        Option<string> withoutProfile = Choice("--without-profile", "A login whose record cannot be read in that time: refuse it, or admit the player with nothing.", s_withoutProfile);
        Command command = new("run", "Runs the server until it is told to stop (Ctrl-C or SIGTERM).")
        {
            game, port, bind, tickRate, rooms, shards, players, entities, connections, perAddress, perPrefix, bytes, coder, key, grace, node, seed, realTime, admin, adminTokens, adminTokenFile, adminTrustLoopback,
            data, durability, checkpoints, keep, recover, records, connection, profileWait, withoutProfile,
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
            Coder = result.GetValue(coder),
            ConnectKey = result.GetValue(key)!,
            GraceSeconds = result.GetValue(grace),
            Node = result.GetValue(node),
            Seed = result.GetValue(seed),
            RealTime = result.GetValue(realTime),
            Admin = result.GetValue(admin)!,
            AdminTokens = result.GetValue(adminTokens)!,
            AdminTokenFile = result.GetValue(adminTokenFile)!,
            AdminTrustLoopback = result.GetValue(adminTrustLoopback),
            Data = result.GetValue(data)!,
            Durability = s_durability[result.GetValue(durability)!],
            CheckpointSeconds = result.GetValue(checkpoints),
            KeepsSegments = result.GetValue(keep),
            Recover = s_recover[result.GetValue(recover)!],
            Players = result.GetValue(records) is { } kept ? s_players[kept] : null,
            PlayersConnection = ConnectionOf(result.GetValue(records), result.GetValue(connection)),
            ProfileWaitSeconds = result.GetValue(profileWait),
            WithoutProfile = s_withoutProfile[result.GetValue(withoutProfile)!],
        }));
        return command;
    }

    private static int Run(HostOptions options)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0)
        {
            Console.Error.WriteLine($"gameserver: {string.Join(" ", problems)}");
            return ExitCode.CannotStart;
        }

        try
        {
            using ServerProcess server = ServerProcess.Start(options);
            return server.RunUntilStopped();
        }
        catch (StartException refused)
        {
            Complaint.Write(refused);
            return refused.ExitCode;
        }
    }

    // The variable may be set for good on a machine that runs servers of all kinds.
    private static string ConnectionOf(string? kept, string? given) => given ?? (kept == "postgres" ? Environment.GetEnvironmentVariable(HostOptions.ConnectionVariable) ?? "" : "");

    private static Option<T> Flag<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    // The first of the choices is the default.
    private static Option<string> Choice<T>(string name, string description, Dictionary<string, T> choices)
    {
        Option<string> option = Flag(name, description, new List<string>(choices.Keys)[0]);
        option.AcceptOnlyFromAmong([.. choices.Keys]);
        return option;
    }
}
