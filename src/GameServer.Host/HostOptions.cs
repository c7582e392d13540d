using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using GameServer.Core;
using GameServer.Host.Admin;
using GameServer.Host.Configuration;
using GameServer.Host.Logging;
using GameServer.Host.Operating;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;
using Microsoft.Extensions.Logging;

namespace GameServer.Host;

/// <summary>What an operator says: in a file, in the environment, on the command line of <c>gameserver run</c>. See <see cref="Configuration.OptionTable"/> for how.</summary>
public sealed record HostOptions
{
    /// <summary>Name of the game: <c>GameServer.NAME.dll</c> or <c>NAME.dll</c> beside the executable, or a path to one.</summary>
    public string Game { get; init; } = "arena";

    /// <summary>UDP port of the first shard; the others take the ports after it. 0 takes any free one.</summary>
    public int Port { get; init; } = 7777;

    /// <summary>Address to bind; <c>::</c> serves IPv6 and IPv4.</summary>
    public string Bind { get; init; } = "::";

    public int TickRateHz { get; init; } = 30;

    /// <summary>Rooms in all, spread over the shards.</summary>
    public int Rooms { get; init; } = 1;

    /// <summary>Threads, each with a port and its own rooms.</summary>
    public int Shards { get; init; } = 1;

    public int PlayersPerRoom { get; init; } = 1024;

    /// <summary>0: twelve for each seat, which holds what one player spawns and what rests after it.</summary>
    public int EntitiesPerRoom { get; init; }

    /// <summary>Connections at once per shard, joined or not; 0: its seats and 64 more, for those who are just coming or going.</summary>
    public int Connections { get; init; }

    /// <summary>Connections from one address per shard: a household, a café, a campus. 0: no limit. Loopback is exempt.</summary>
    public int PeersPerAddress { get; init; } = new TransportOptions().PeersPerAddressMax;

    /// <summary>Connect requests heard per second and IPv4 /24 or IPv6 /56. 0: no limit. Loopback is exempt.</summary>
    public int ConnectsPerPrefix { get; init; } = new TransportOptions().ConnectsPerPrefixPerSecond;

    public int BytesPerSecond { get; init; } = new ReplicationOptions().BytesPerSecond;

    /// <summary>What snapshots are coded with.</summary>
    public SnapshotCoder Coder { get; init; } = new ReplicationOptions().Coder;

    public string ConnectKey { get; init; } = new ShardOptions().ConnectKey;

    public ulong Seed { get; init; } = 1;

    /// <summary>Whether shard threads ask for real-time scheduling; see <see cref="Pacing.RealTimePriority"/>.</summary>
    public bool RealTime { get; init; } = true;

    /// <summary>Seconds that the seat of a player whose connection was lost is kept; 0: not at all.</summary>
    public int GraceSeconds { get; init; } = new ShardOptions().GraceSeconds;

    /// <summary>Seconds that SIGTERM and Ctrl-C let rooms go on, with nobody new let in; 0: end at once, and the next process has the seats. A second signal ends it at once in any case.</summary>
    public int DrainSeconds { get; init; }

    /// <summary>Where players go when the server leaves after a signal, as HOST:PORT; empty: they are told when it ends, and come back to their seats.</summary>
    public string DrainTo { get; init; } = "";

    /// <summary>This server's number among those that players may come back to.</summary>
    public ulong Node { get; init; } = new ShardOptions().NodeId;

    /// <summary>What resume tokens are signed with, by all shards alike; drawn anew at each start unless somebody keeps it.</summary>
    public byte[] TokenSecret { get; init; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Address and port of the admin pages; port 0 takes any free one.</summary>
    public string Admin { get; init; } = "127.0.0.1:8080";

    /// <summary>Who may use the admin address, as <c>ROLE:TOKEN</c> or <c>ROLE@NAME:TOKEN</c> each. Without any, only this machine itself is answered.</summary>
    public IReadOnlyList<string> AdminTokens { get; init; } = [];

    /// <summary>A file with more of them, one per line; empty for none. Others can read a command line, and not this file if its permissions say so.</summary>
    public string AdminTokenFile { get; init; } = "";

    /// <summary>Whether the server's own machine needs no token although there are some. Not behind a proxy on the same machine: everybody comes from there.</summary>
    public bool AdminTrustLoopback { get; init; }

    /// <summary>Folder with files of content that shall be active from the start; empty for none.</summary>
    public string Content { get; init; } = "";

    /// <summary>How log lines look on standard output.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>Nothing less grave is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Folder for what must outlive the process; made if it is not there.</summary>
    public string Data { get; init; } = "data";

    /// <summary>What is promised of rooms when the process or the machine ends; none keeps nothing and touches no folder.</summary>
    public Durability Durability { get; init; } = Durability.Async;

    /// <summary>Seconds from one checkpoint of a room to its next.</summary>
    public double CheckpointSeconds { get; init; } = new JournalOptions().CheckpointSeconds;

    /// <summary>Keep the logs that checkpoints have overtaken, so that rooms can be run again from their first tick.</summary>
    public bool KeepsSegments { get; init; }

    /// <summary>What to do with stored rooms that cannot be resumed exactly.</summary>
    public RecoverMode Recover { get; init; } = RecoverMode.Strict;

    /// <summary>Where players' records are kept; null: in the data folder, if there is one.</summary>
    public PlayerStoreKind? Players { get; init; }

    /// <summary>Where PostgreSQL is, as Npgsql takes it.</summary>
    public string PlayersConnection { get; init; } = "";

    /// <summary>Days that ledgers keep what profiles include, for looking it up; 0: for ever.</summary>
    public int LedgerDays { get; init; } = 30;

    /// <summary>Seconds that a login waits for the player's profile.</summary>
    public int ProfileWaitSeconds { get; init; } = new ShardOptions().ProfileWaitSeconds;

    /// <summary>What becomes of a login whose profile cannot be read in that time.</summary>
    public ProfilePolicy WithoutProfile { get; init; } = new ShardOptions().WithoutProfile;

    /// <summary><see cref="Players"/>, or what follows when nothing is said.</summary>
    public PlayerStoreKind PlayersKept => Players ?? (Durability == Durability.None ? PlayerStoreKind.None : PlayerStoreKind.Files);

    /// <summary>Whether only the machine itself can reach the admin address.</summary>
    public bool IsAdminOnLoopback => IPEndPoint.TryParse(Admin, out IPEndPoint? admin) && IPAddress.IsLoopback(admin.Address);

    /// <summary>How shards keep their logs.</summary>
    public JournalOptions Journal => new() { Durability = Durability, CheckpointSeconds = CheckpointSeconds, KeepsSegments = KeepsSegments };

    /// <summary>Every problem with these options, empty when a server can start.</summary>
    public IReadOnlyList<OptionProblem> Validate()
    {
        List<OptionProblem> problems = [];
        if (Shards is < 1 or > 256) Complain(ErrorCode.OptionOutOfRange, $"--shards is {Shards}; 1 to 256 are possible.");
        if (Port != 0 && (Port < 1 || Port + Shards - 1 > 65_535)) Complain(ErrorCode.OptionOutOfRange, $"--port is {Port}; with {Shards} shard(s) 1 to {65_536 - Shards} are possible, or 0 for any.");
        if (!IPAddress.TryParse(Bind, out _)) Complain(ErrorCode.OptionUnreadable, $"--bind is '{Bind}', which is not an IP address.");
        if (!IPEndPoint.TryParse(Admin, out IPEndPoint? admin) || !Admin.Contains(':')) Complain(ErrorCode.OptionUnreadable, $"--admin is '{Admin}'; ADDRESS:PORT is needed.");
        else if (!IPAddress.IsLoopback(admin.Address) && AdminTokens.Count == 0 && AdminTokenFile.Length == 0) Complain(ErrorCode.AdminNeedsToken, $"--admin is '{Admin}', which can be reached from outside; that needs --admin-token or --admin-token-file.");
        for (int i = 0; i < AdminTokens.Count; i++)
        {
            if (AdminToken.TryParse(AdminTokens[i]) is null) Complain(ErrorCode.OptionUnreadable, $"--admin-token number {i + 1} cannot be read: {AdminToken.Form}.");
        }

        if (AdminTrustLoopback && AdminTokens.Count == 0 && AdminTokenFile.Length == 0) Complain(ErrorCode.OptionsDisagree, "--admin-trust-loopback is for servers with --admin-token or --admin-token-file.");
        if (Connections is < 0 or > 1 << 20) Complain(ErrorCode.OptionOutOfRange, $"--connections is {Connections}; 1 to {1 << 20} are possible, or 0 for the seats and 64 more.");
        if (PeersPerAddress < 0) Complain(ErrorCode.OptionOutOfRange, $"--peers-per-address is {PeersPerAddress}; 1 or more is needed, or 0 for no limit.");
        if (ConnectsPerPrefix < 0) Complain(ErrorCode.OptionOutOfRange, $"--connects-per-prefix is {ConnectsPerPrefix}; 1 or more is needed, or 0 for no limit.");
        if (Rooms < Shards) Complain(ErrorCode.OptionsDisagree, $"--rooms is {Rooms}, fewer than --shards {Shards}.");
        if (Data.Length == 0) Complain(ErrorCode.OptionMissing, "--data is empty; a folder is needed.");
        if (CheckpointSeconds is not (>= 0.1 and <= 86_400)) Complain(ErrorCode.OptionOutOfRange, $"--checkpoint-seconds is {CheckpointSeconds}; 0.1 to 86400 are possible.");
        if (Players == PlayerStoreKind.Files && Durability == Durability.None) Complain(ErrorCode.OptionsDisagree, "--players files needs the data folder, which --durability none does not use.");
        if (Players == PlayerStoreKind.Postgres && PlayersConnection.Length == 0) Complain(ErrorCode.OptionMissing, $"--players postgres needs --players-connection, best in the variable where others cannot read it.");
        if (Players != PlayerStoreKind.Postgres && PlayersConnection.Length > 0) Complain(ErrorCode.OptionsDisagree, "--players-connection is for --players postgres.");
        if (DrainSeconds is < 0 or > DrainControl.LimitSecondsMax) Complain(ErrorCode.OptionOutOfRange, $"--drain-seconds is {DrainSeconds}; 0 to {DrainControl.LimitSecondsMax} are possible.");
        if (DrainTo.Length > 0 && !RedirectText.IsValid(DrainTo)) Complain(ErrorCode.OptionUnreadable, $"--drain-to is '{DrainTo}'; HOST:PORT is needed.");
        if (DrainTo.Length > 0 && DrainSeconds == 0) Complain(ErrorCode.OptionsDisagree, "--drain-to needs --drain-seconds: players who are given no time are sent nowhere.");
        HostOptions sound = this with { Shards = 1, Rooms = Math.Max(1, Rooms), Connections = 0, PeersPerAddress = 0, ConnectsPerPrefix = 0 };
        foreach (string problem in sound.ForShard(0).Validate()) Complain(ErrorCode.OptionOutOfRange, problem);
        return problems;

        void Complain(ErrorCode code, string text) => problems.Add(new OptionProblem(code, "", text));
    }

    /// <summary>Options of one shard; rooms are dealt out evenly, the first shards taking one more.</summary>
    public ShardOptions ForShard(int index)
    {
        int first = (int)((long)Rooms * index / Shards);
        int next = (int)((long)Rooms * (index + 1) / Shards);
        int entities = EntitiesPerRoom > 0 ? EntitiesPerRoom : Math.Clamp(PlayersPerRoom * 12, 1024, Limits.EntityCapacityMax);
        return new ShardOptions
        {
            Rooms = next - first,
            FirstRoomId = first,
            TickRateHz = TickRateHz,
            PlayersPerRoom = PlayersPerRoom,
            EntitiesPerRoom = entities,
            Seed = Seed,
            SecretSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
            ConnectKey = ConnectKey,
            GraceSeconds = GraceSeconds,
            NodeId = Node,
            TokenSecret = TokenSecret,
            ProfileWaitSeconds = ProfileWaitSeconds,
            WithoutProfile = WithoutProfile,
            Replication = new ReplicationOptions { BytesPerSecond = BytesPerSecond, Coder = Coder },
            Transport = new TransportOptions
            {
                PeersMax = Connections > 0 ? Connections : (PlayersPerRoom * (next - first)) + 64,
                PeersPerAddressMax = PeersPerAddress,
                ConnectsPerPrefixPerSecond = ConnectsPerPrefix,
            },
        };
    }
}
