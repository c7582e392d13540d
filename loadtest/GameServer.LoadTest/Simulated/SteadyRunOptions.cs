using System;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>What a steady run is made of.</summary>
public sealed record SteadyRunOptions
{
    public required ulong Seed { get; init; }

    public required int Players { get; init; }

    public ShardOptions Shard { get; init; } = new();

    public GameClientOptions Client { get; init; } = new() { SharesServerClock = true, ReconnectSeconds = 0 };

    public BotBehaviour Behaviour { get; init; } = BotBehaviour.Wander;

    /// <summary>Makes every second player's client, one of another build of the game; null when all are bots of this build.</summary>
    public Func<GameClientOptions, IDatagramSocket, SnapshotScratch, ulong, GameClient>? OtherBuild { get; init; }

    /// <summary>Side of the Arena's field in units; 0 lets it grow with the room's seats.</summary>
    public float FieldSize { get; init; }

    /// <summary>Both directions of every link.</summary>
    public LinkConditions Link { get; init; } = LinkConditions.Perfect;

    /// <summary>Players that leave and come back as somebody else, per player and second.</summary>
    public double ChurnPerSecond { get; init; }

    /// <summary>Reads time for stage costs; the run itself never does.</summary>
    public IStageClock Clock { get; init; } = NoStageClock.Instance;

    /// <summary>Where the shard keeps what its ticks consume; null keeps nothing.</summary>
    public ShardJournal? Journal { get; init; }

    /// <summary>Called after each step of the shard: the turn of threads that a host would have.</summary>
    public Action<Timestamp>? Afterwards { get; init; }

    /// <summary>Longest pause between two of a client's polls, in milliseconds: its frame time.</summary>
    public double FrameMs { get; init; } = 8;
}
