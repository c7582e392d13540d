using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>What a crate of a kind gives: a row of content table <c>pickups</c>, named for the kind.</summary>
public sealed record PickupContent
{
    /// <summary>Health or rounds.</summary>
    [Range(1, 100)]
    public int Amount { get; init; } = ArenaRules.CrateAmmo;

    [Range(0.5, 120)]
    public float ReturnSeconds { get; init; } = ArenaRules.CrateReturnSeconds;

    /// <summary>Units; a ship's own radius comes on top.</summary>
    [Range(0.1, 3)]
    public float Radius { get; init; } = ArenaRules.CrateRadius;
}
