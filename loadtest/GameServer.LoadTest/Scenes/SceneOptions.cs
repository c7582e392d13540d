using GameServer.Simulation;

namespace GameServer.LoadTest.Scenes;

/// <summary>A small deterministic scene: a shard, a few players who draw frames, and the network between them.</summary>
public sealed record SceneOptions
{
    public ulong Seed { get; init; } = 1;

    public int Players { get; init; } = 2;

    public int TickRateHz { get; init; } = 30;

    public double RenderHz { get; init; } = 60;

    /// <summary>Both ways together, in milliseconds.</summary>
    public double RttMs { get; init; }

    /// <summary>Each way, 0..1.</summary>
    public double Loss { get; init; }

    /// <summary>Each way, uniform, in milliseconds.</summary>
    public double JitterMs { get; init; }

    /// <summary>Copies of inputs per datagram, at least.</summary>
    public int InputRedundancy { get; init; } = 3;

    /// <summary>Silence after which either end gives a connection up.</summary>
    public int DisconnectTimeoutMs { get; init; } = 30_000;

    /// <summary>Most that the server rewinds, in milliseconds.</summary>
    public int RewindCapMs { get; init; } = 250;

    /// <summary>Plays this instead of the arena as it is: for scenes that put ships where they want them.</summary>
    public IGame? Game { get; init; }
}
