using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>One team's score, shown to everyone.</summary>
[Replicated]
public struct Standing
{
    /// <summary>0 or 1.</summary>
    [Symbol(ArenaRules.Teams)]
    public int Team;

    /// <summary>Kills of the whole team, 0..1,048,575.</summary>
    [Integer(0, ArenaRules.PointsMax), ChangesBy(2)]
    public int Points;
}
