using System.Net;
using GameServer.LoadTest.Bots;

namespace GameServer.LoadTest.Swarm;

/// <summary>What a swarm needs to know; checked by whoever makes it.</summary>
internal sealed record SwarmOptions
{
    public required IPEndPoint Server { get; init; }

    public required int Bots { get; init; }

    public required int RateHz { get; init; }

    public int Threads { get; init; } = 1;

    public double ConnectsPerSecond { get; init; } = 500;

    public BotBehaviour Behaviour { get; init; }

    /// <summary>Side of the field the bots fly in.</summary>
    public required float FieldSize { get; init; }

    public required string ConnectKey { get; init; }

    public ulong Seed { get; init; } = 1;
}
