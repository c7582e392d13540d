using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>A weapon: a row of content table <c>weapons</c>. Units, units per second, seconds.</summary>
public sealed record WeaponContent
{
    /// <summary>Health that a hit costs.</summary>
    [Range(1, ArenaRules.HealthMax)]
    public int Damage { get; init; } = ArenaRules.ShotDamage;

    [Range(2, 60)]
    public float ShotSpeed { get; init; } = ArenaRules.ShotSpeed;

    /// <summary>How long a shot flies: with its speed, how far.</summary>
    [Range(0.1, 1.9)]
    public float ShotSeconds { get; init; } = ArenaRules.ShotSeconds;

    [Range(0.05, 1)]
    public float ShotRadius { get; init; } = ArenaRules.ShotRadius;

    /// <summary>From one shot to the next; never more than 63 ticks.</summary>
    [Range(0.05, 2)]
    public float CooldownSeconds { get; init; } = ArenaRules.FireCooldownSeconds;
}
