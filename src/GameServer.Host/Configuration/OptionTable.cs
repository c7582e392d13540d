using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Host.Logging;
using GameServer.Host.Operating;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Server;
using Microsoft.Extensions.Logging;
using static GameServer.Host.Configuration.OptionKind;

namespace GameServer.Host.Configuration;

/// <summary>
/// Every option of the server, once. The flags of <c>gameserver run</c>, the keys of its file, its variables, what <c>config explain</c> prints and <c>docs/OPTIONS.md</c> all come
/// from here; defaults come from <see cref="HostOptions"/>.
/// </summary>
internal static class OptionTable
{
    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        Of("game", "Game to run: a name beside the executable, or a path to its assembly.", Text("a name or a path"), o => o.Game, (o, v) => o with { Game = v }),
        Of("port", "UDP port of the first shard, the others count up from it; 0 for any free one.", Whole(0, 65_535), o => o.Port, (o, v) => o with { Port = v }),
        Of("bind", "Address to listen on; :: serves IPv6 and IPv4.", Text("an IP address"), o => o.Bind, (o, v) => o with { Bind = v }),
        Of("tick-rate", "Ticks per second.", Whole(1, Limits.TickRateHzMax), o => o.TickRateHz, (o, v) => o with { TickRateHz = v }),
        Of("rooms", "Rooms in all, spread over the shards.", Whole(1, 10_000), o => o.Rooms, (o, v) => o with { Rooms = v }),
        Of("shards", "Threads, each with a port and its own rooms.", Whole(1, 256), o => o.Shards, (o, v) => o with { Shards = v }),
        Of("players-per-room", "Seats per room.", Whole(1, Limits.PlayerCapacityMax), o => o.PlayersPerRoom, (o, v) => o with { PlayersPerRoom = v }),
        Of("entities-per-room", "Entities alive at once per room; 0 for twelve per seat.", Whole(0, Limits.EntityCapacityMax), o => o.EntitiesPerRoom, (o, v) => o with { EntitiesPerRoom = v }),
        Of("connections", "Connections at once per shard, joined or not; 0 for its seats and 64 more.", Whole(0, 1 << 20), o => o.Connections, (o, v) => o with { Connections = v }),
        Of("peers-per-address", "Connections at once from one address; 0 for no limit. Loopback is exempt.", Whole(0, int.MaxValue), o => o.PeersPerAddress, (o, v) => o with { PeersPerAddress = v }),
        Of("connects-per-prefix", "Connect requests heard per second from one IPv4 /24 or IPv6 /56; 0 for no limit.", Whole(0, int.MaxValue), o => o.ConnectsPerPrefix, (o, v) => o with { ConnectsPerPrefix = v }),
        Of("bytes-per-second", "Snapshot payload per client and second.", Whole(1_000, int.MaxValue), o => o.BytesPerSecond, (o, v) => o with { BytesPerSecond = v }),
        Of(
            "coder",
            "How snapshots are coded: codebook, dense (fewer bytes, more CPU), or auto: dense for clients short of bandwidth.",
            Choice(("auto", SnapshotCoder.Auto), ("codebook", SnapshotCoder.Codebook), ("dense", SnapshotCoder.Dense)),
            o => o.Coder,
            (o, v) => o with { Coder = v }),
        Of("key", "What clients must send to connect; empty admits any.", Text("any text"), o => o.ConnectKey, (o, v) => o with { ConnectKey = v }, isSecret: true),
        Of("grace-seconds", "Seconds that the seat of a player whose connection was lost is kept; 0 for not at all.", Whole(0, 3600), o => o.GraceSeconds, (o, v) => o with { GraceSeconds = v }),
        Of("drain-seconds", "Seconds that a signal to stop lets rooms go on, with nobody new let in; 0 ends at once. A second signal ends it at once.", Whole(0, DrainControl.LimitSecondsMax), o => o.DrainSeconds, (o, v) => o with { DrainSeconds = v }),
        Of("drain-to", "Where players go when the server leaves after a signal, as HOST:PORT; otherwise their seats wait for them.", Text("HOST:PORT"), o => o.DrainTo, (o, v) => o with { DrainTo = v }),
        Of("node", "This server's number; a resume token of another is refused.", Unsigned(), o => o.Node, (o, v) => o with { Node = v }),
        Of("seed", "Where every random stream starts.", Unsigned(), o => o.Seed, (o, v) => o with { Seed = v }),
        Of("real-time", "Run shard threads with real-time priority where the system permits it.", Switch(), o => o.RealTime, (o, v) => o with { RealTime = v }),
        Of("admin", "Address and port of the admin pages and the admin API; other than loopback only with --admin-token.", Text("ADDRESS:PORT"), o => o.Admin, (o, v) => o with { Admin = v }),
        Of(
            "admin-token",
            "Who may use the admin address: ROLE:TOKEN or ROLE@NAME:TOKEN with viewer, operator or admin. May be given more than once.",
            List("a list of ROLE:TOKEN"),
            o => o.AdminTokens,
            (o, v) => o with { AdminTokens = v },
            isSecret: true),
        Of("admin-token-file", "A file with such tokens, one per line.", Text("a path"), o => o.AdminTokenFile, (o, v) => o with { AdminTokenFile = v }),
        Of("admin-trust-loopback", "Where there are tokens, let this machine itself in without one.", Switch(), o => o.AdminTrustLoopback, (o, v) => o with { AdminTrustLoopback = v }),
        Of("content", "Folder with the game's content as YAML or JSON files, to be active from the start; empty for what was published last, or the values in code.", Text("a path"), o => o.Content, (o, v) => o with { Content = v }),
        Of(
            "log-format",
            "How log lines look on standard output: text, sentences for people, or json, one object per line.",
            Choice(("text", LogFormat.Text), ("json", LogFormat.Json)),
            o => o.LogFormat,
            (o, v) => o with { LogFormat = v }),
        Of(
            "log-level",
            "Nothing less grave is logged. It can be changed while the server runs, and for single players.",
            Choice(("trace", LogLevel.Trace), ("debug", LogLevel.Debug), ("information", LogLevel.Information), ("warning", LogLevel.Warning), ("error", LogLevel.Error), ("none", LogLevel.None)),
            o => o.LogLevel,
            (o, v) => o with { LogLevel = v }),
        Of("data", "Folder for what must outlive the process: logs, checkpoints, the node's secret.", Text("a path"), o => o.Data, (o, v) => o with { Data = v }),
        Of(
            "durability",
            "What a crash may cost: none keeps nothing, async loses milliseconds, sync nothing acknowledged.",
            Choice(("async", Durability.Async), ("sync", Durability.Sync), ("none", Durability.None)),
            o => o.Durability,
            (o, v) => o with { Durability = v }),
        Of("checkpoint-seconds", "Seconds from one checkpoint of a room to its next.", Number(0.1, 86_400), o => o.CheckpointSeconds, (o, v) => o with { CheckpointSeconds = v }),
        Of("keep-segments", "Keep logs that checkpoints have overtaken, for replays from a room's first tick: the disk fills up.", Switch(), o => o.KeepsSegments, (o, v) => o with { KeepsSegments = v }),
        Of(
            "recover",
            "Stored rooms that cannot be resumed exactly: refuse to start, go on from what can be trusted, or set all aside.",
            Choice(("strict", RecoverMode.Strict), ("latest-checkpoint", RecoverMode.LatestCheckpoint), ("discard", RecoverMode.Discard)),
            o => o.Recover,
            (o, v) => o with { Recover = v }),
        Of(
            "players",
            "Where players' records are kept: files in the data folder (the default where there is one), postgres, or none.",
            Choice<PlayerStoreKind?>(("files", PlayerStoreKind.Files), ("postgres", PlayerStoreKind.Postgres), ("none", PlayerStoreKind.None)),
            o => o.Players,
            (o, v) => o with { Players = v }),
        Of(
            "players-connection",
            "PostgreSQL for --players postgres, such as \"Host=db;Username=game;Database=game\". Better in the variable, which others on the machine cannot read.",
            Text("a connection string as Npgsql takes it"),
            o => o.PlayersConnection,
            (o, v) => o with { PlayersConnection = v },
            isSecret: true,
            variableCounts: o => o.Players == PlayerStoreKind.Postgres),
        Of("ledger-days", "Days for which players' ledgers keep what their profiles include; 0 for ever.", Whole(0, 3_650), o => o.LedgerDays, (o, v) => o with { LedgerDays = v }),
        Of("profile-wait-seconds", "Seconds that a login waits for the player's record.", Whole(1, 60), o => o.ProfileWaitSeconds, (o, v) => o with { ProfileWaitSeconds = v }),
        Of(
            "without-profile",
            "A login whose record cannot be read in that time: refuse it, or admit the player with nothing.",
            Choice(("refuse", ProfilePolicy.Refuse), ("admit", ProfilePolicy.Admit)),
            o => o.WithoutProfile,
            (o, v) => o with { WithoutProfile = v }),
    ];

    /// <summary>The options whose flags a complaint of <see cref="HostOptions.Validate"/> names, as they come.</summary>
    public static IEnumerable<OptionDefinition> NamedIn(string problem) =>
        problem.Split(' ', ',', ';', '.').Select(word => All.FirstOrDefault(option => option.Flag == word)).OfType<OptionDefinition>();

    private static OptionDefinition<T> Of<T>(
        string name,
        string description,
        OptionKind<T> kind,
        Func<HostOptions, T> get,
        Func<HostOptions, T, HostOptions> with,
        bool isSecret = false,
        Func<HostOptions, bool>? variableCounts = null) =>
        new(name, description, kind, get, with) { IsSecret = isSecret, VariableCounts = variableCounts };
}
