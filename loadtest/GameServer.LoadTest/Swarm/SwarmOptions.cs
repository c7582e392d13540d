using System.Net;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Scenarios;

namespace GameServer.LoadTest.Swarm;

/// <summary>What a swarm needs to know; checked by whoever makes it.</summary>
internal sealed record SwarmOptions
{
    public required IPEndPoint Server { get; init; }

    public required Scenario Scenario { get; init; }

    /// <summary>Threads of this swarm.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Number of its first thread among those of all processes that play the scenario together.</summary>
    public int FirstThread { get; init; }

    /// <summary>Threads of all processes: bots are dealt out to them in turn.</summary>
    public int ThreadsInAll { get; init; } = 1;

    /// <summary>What is played.</summary>
    public IBotGame Game { get; init; } = new ArenaBots();

    /// <summary>Takes down what the first bot commands; null: nobody does.</summary>
    public InputRecording? Recording { get; init; }

    /// <summary>Seats of the server's rooms, which tell pilots how large their world is.</summary>
    public required int PlayersPerRoom { get; init; }

    /// <summary>Monotonic nanoseconds that second 0 begins at; 0: now.</summary>
    public long StartNs { get; init; }
}
