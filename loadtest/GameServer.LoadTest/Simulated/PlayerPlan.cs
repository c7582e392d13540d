using GameServer.LoadTest.Bots;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>One honest player of a simulated run.</summary>
public sealed record PlayerPlan
{
    public required int Shard { get; init; }

    /// <summary>Room to ask for; −1 for any.</summary>
    public required int Room { get; init; }

    public required BotBehaviour Behaviour { get; init; }

    public required LinkConditions Up { get; init; }

    public required LinkConditions Down { get; init; }

    /// <summary>Longest pause between two polls.</summary>
    public required double FrameMs { get; init; }

    /// <summary>How much faster the player's clock runs, in parts per million.</summary>
    public required double DriftPpm { get; init; }

    public required double JoinAtSeconds { get; init; }

    /// <summary>Datagrams may arrive altered: what this player sees can go wrong, and must then be noticed and mended.</summary>
    public bool Corrupts => Up.CorruptChance > 0 || Down.CorruptChance > 0;
}
