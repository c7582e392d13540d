using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>Whose colours a projectile wears; never changes.</summary>
[Replicated]
public struct Shot
{
    /// <summary>0 or 1.</summary>
    [Symbol(ArenaRules.Teams)]
    public int Team;
}
