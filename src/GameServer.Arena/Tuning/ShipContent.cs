using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>How ships fly: content table <c>ship</c>. Units, units per second, seconds.</summary>
public sealed record ShipContent
{
    /// <summary>The weapon that all ships carry.</summary>
    public ContentRef<WeaponContent> Weapon { get; init; } = new("blaster");

    [Range(1, 16)]
    public float Speed { get; init; } = ArenaRules.Speed;

    /// <summary>Units per second, each second.</summary>
    [Range(1, 256)]
    public float Acceleration { get; init; } = ArenaRules.Acceleration;

    [Range(1, 30)]
    public float DashSpeed { get; init; } = ArenaRules.DashSpeed;

    [Range(0.05, 0.45)]
    public float DashSeconds { get; init; } = ArenaRules.DashSeconds;

    [Range(0.1, 8)]
    public float DashCooldownSeconds { get; init; } = ArenaRules.DashCooldownSeconds;

    [Range(0.5, 15)]
    public float RespawnSeconds { get; init; } = ArenaRules.RespawnSeconds;

    /// <summary>How long the ship of a pilot who was lost stays as it is.</summary>
    [Range(0.5, 10)]
    public float GhostAfterSeconds { get; init; } = ArenaRules.GhostAfterSeconds;
}
