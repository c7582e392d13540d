using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>A place where ships appear: a row of content table <c>spawns</c>. A team without one appears anywhere.</summary>
public sealed record SpawnContent
{
    /// <summary>Whose.</summary>
    [Range(0, ArenaRules.Teams - 1)]
    public int Team { get; init; }

    /// <summary>Share of the field's side.</summary>
    [Range(0, 1)]
    public float X { get; init; } = 0.5f;

    /// <summary>Share of the field's side.</summary>
    [Range(0, 1)]
    public float Y { get; init; } = 0.5f;

    /// <summary>How far from there, at most, along each axis, units.</summary>
    [Range(0, 64)]
    public float Spread { get; init; } = 4;
}
