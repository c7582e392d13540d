using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>Health and state of a ship; changes when something hits it.</summary>
[Replicated]
public struct Vitals
{
    /// <summary>0..160: 100, and 20 for each hull plate.</summary>
    [Integer(0, ArenaRules.WholeHealthMax), ChangesBy(20)]
    public int Health;

    public ShipState State;
}
