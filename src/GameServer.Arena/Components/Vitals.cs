using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>Health and state of a ship; changes when something hits it.</summary>
[Replicated]
public struct Vitals
{
    /// <summary>0..100.</summary>
    [Integer(0, ArenaRules.HealthMax), ChangesBy(20)]
    public int Health;

    public ShipState State;
}
