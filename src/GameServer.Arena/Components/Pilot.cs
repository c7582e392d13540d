using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>Who flies a ship and how well; changes on a kill.</summary>
[Replicated]
public struct Pilot
{
    /// <summary>0 or 1.</summary>
    [Symbol(ArenaRules.Teams)]
    public int Team;

    /// <summary>Kills, 0..4095.</summary>
    [Integer(0, ArenaRules.ScoreMax)]
    public int Score;
}
