using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>The walls that grow on the lattice of the walled arena: content table <c>walls</c>.</summary>
public sealed record WallsContent
{
    /// <summary>Of each wall, units; 0 for none.</summary>
    [Range(0, ArenaWalls.Pitch)]
    public float Length { get; init; } = 14;

    /// <summary>How far a wall's middle is from its square's, at most, along each axis, units.</summary>
    [Range(0, ArenaWalls.Pitch / 2)]
    public float Wander { get; init; } = 4;

    /// <summary>Another number is another layout.</summary>
    [Range(0, 65_535)]
    public int Layout { get; init; }
}
