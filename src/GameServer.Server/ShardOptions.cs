using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>What an operator chooses about a shard. Validated all at once before anything starts, then copied, never read in a loop.</summary>
public sealed record ShardOptions
{
    /// <summary>Rooms of one shard.</summary>
    public const int RoomsMax = 10_000;

    /// <summary>Rooms this shard runs.</summary>
    public int Rooms { get; init; } = 1;

    /// <summary>Number of the first room; shards of one node count on.</summary>
    public int FirstRoomId { get; init; }

    /// <summary>The rooms it really runs, in order, where operators have opened and closed some; null for <see cref="Rooms"/> of them from <see cref="FirstRoomId"/> on. See <see cref="RoomRoster"/>.</summary>
    public IReadOnlyList<RoomId>? RoomIds { get; init; }

    /// <summary>Of them, those that a former process was closing.</summary>
    public IReadOnlyList<RoomId> ClosingRooms { get; init; } = [];

    /// <summary>Ticks per second, 1..128.</summary>
    public int TickRateHz { get; init; } = 30;

    /// <summary>Seats per room.</summary>
    public int PlayersPerRoom { get; init; } = 1024;

    /// <summary>Entities alive at once per room; each costs 64 × 4 bytes per replicated field.</summary>
    public int EntitiesPerRoom { get; init; } = 8192;

    /// <summary>Where every random stream of the shard starts.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Where the numbers come from that strangers must not guess: peer ids, return-path proofs. Host draws it from the operating system; simulated runs leave it fixed.
    /// </summary>
    public ulong SecretSeed { get; init; } = 1;

    /// <summary>What a client must send as its connect data, in LiteNetLib's string form; empty admits any.</summary>
    public string ConnectKey { get; init; } = "gameserver";

    /// <summary>Seconds a connection may stay without joining a room. Resends back off: five losses in a row at 200 ms round trip are already 14 s.</summary>
    public int JoinTimeoutSeconds { get; init; } = 20;

    /// <summary>Seconds that the seat of a player whose connection was lost is kept; 0 gives it up at once, and no resume tokens are given.</summary>
    public int GraceSeconds { get; init; } = 60;

    /// <summary>The server's own number: resume tokens of others are refused. The same after a restart, or nobody finds back.</summary>
    public ulong NodeId { get; init; } = 1;

    /// <summary>
    /// What resume tokens are signed with, 32 bytes or more: drawn from the operating system and kept, so that tokens outlive the process. Empty derives it from <see cref="SecretSeed"/>.
    /// </summary>
    public byte[] TokenSecret { get; init; } = [];

    /// <summary>Seconds that a login waits for the player's profile.</summary>
    public int ProfileWaitSeconds { get; init; } = 5;

    /// <summary>What becomes of a login whose profile could not be read in that time.</summary>
    public ProfilePolicy WithoutProfile { get; init; } = ProfilePolicy.Refuse;

    /// <summary>Ticks a late room may run in one go to catch up; beyond that its timetable moves and the debt is counted.</summary>
    public int CatchUpTicks { get; init; } = 4;

    /// <summary>Most that a player's action is ever rewound to what the player saw, in milliseconds.</summary>
    public int RewindCapMs { get; init; } = 250;

    /// <summary>
    /// Age of a client's picture that is plausible beyond the measured round trip, in milliseconds: interpolation delay and input buffer. Three ticks at 30 Hz.
    /// </summary>
    public int RewindSlackMs { get; init; } = 100;

    /// <summary>What a player may take beyond the plausible at once, in milliseconds; a hundredth of it comes back per 100 ms.</summary>
    public int RewindBudgetMs { get; init; } = 250;

    /// <summary>The three above in ticks; a spent budget is whole again after ten seconds.</summary>
    public RewindLimits RewindLimits
    {
        get
        {
            double budgetTicks = RewindBudgetMs * TickRateHz / 1000.0;
            return new RewindLimits(RewindCapMs * TickRateHz / 1000.0, budgetTicks, budgetTicks / (10 * TickRateHz));
        }
    }

    /// <summary>How rooms spend their clients' bandwidth.</summary>
    public ReplicationOptions Replication { get; init; } = new();

    /// <summary>Limits of the wire.</summary>
    public TransportOptions Transport { get; init; } = new();

    /// <summary>Where the randomness of a room starts that begins from nothing.</summary>
    public ulong SeedOf(RoomId room) => Prng.For(Seed, $"room {room}").NextULong();

    /// <summary>A key for a life of a room that begins now; from <see cref="SecretSeed"/>, which no two processes share.</summary>
    internal ulong KeyOf(RoomId room) => Prng.For(SecretSeed, $"key of room {room}").NextULong();

    /// <summary><see cref="TokenSecret"/>, or what stands in for it.</summary>
    internal byte[] TokenSecretOrSeeded()
    {
        if (TokenSecret.Length > 0) return TokenSecret;
        Prng prng = Prng.For(SecretSeed, "resume tokens");
        byte[] secret = new byte[ResumeTokens.SecretBytesMin];
        for (int i = 0; i < secret.Length; i++) secret[i] = (byte)prng.NextUInt();
        return secret;
    }

    /// <summary>Every problem with these options, empty when a shard can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        Range(nameof(Rooms), Rooms, 1, RoomsMax);
        Range(nameof(FirstRoomId), FirstRoomId, 0, int.MaxValue - RoomsMax);
        Range(nameof(TickRateHz), TickRateHz, 1, Limits.TickRateHzMax);
        Range(nameof(PlayersPerRoom), PlayersPerRoom, 1, Limits.PlayerCapacityMax);
        Range(nameof(EntitiesPerRoom), EntitiesPerRoom, 1, Limits.EntityCapacityMax);
        Range(nameof(JoinTimeoutSeconds), JoinTimeoutSeconds, 1, 3600);
        Range(nameof(GraceSeconds), GraceSeconds, 0, 3600);
        if (TokenSecret.Length is > 0 and < ResumeTokens.SecretBytesMin) problems.Add($"{nameof(TokenSecret)} has {TokenSecret.Length} bytes; at least {ResumeTokens.SecretBytesMin} are needed.");
        Range(nameof(ProfileWaitSeconds), ProfileWaitSeconds, 1, 60);
        Range(nameof(CatchUpTicks), CatchUpTicks, 1, Limits.HistoryTicks / 2);
        Range(nameof(RewindCapMs), RewindCapMs, 0, 1_000);
        Range(nameof(RewindSlackMs), RewindSlackMs, 0, 1_000);
        Range(nameof(RewindBudgetMs), RewindBudgetMs, 0, 10_000);
        problems.AddRange(Replication.Validate());
        problems.AddRange(Transport.Validate());
        return problems;

        void Range(string name, int value, int min, int max)
        {
            if (value < min || value > max) problems.Add($"{name} is {value}; {min} to {max} are possible.");
        }
    }
}
