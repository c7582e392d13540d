using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>What a pilot has earned and bought, and what was left of earlier matches; lasts as long as the ship, deaths included, and goes to the pilot's record. Only its pilot is told.</summary>
[Replicated, OwnerOnly]
public struct Purse
{
    /// <summary>Credits left, 0..65,535: one for each hit, until it is full.</summary>
    [Integer(0, ArenaRules.CreditsMax), ChangesBy(1)]
    public int Credits;

    /// <summary>Hull plates bought, 0..3.</summary>
    [Integer(0, ArenaRules.HullMax)]
    public int Hull;

    /// <summary>Things bought in this match, 0..65,535: what a pilot's own list of purchases must agree with.</summary>
    [Integer(0, ArenaRules.PurchasesMax), ChangesBy(1)]
    public int Purchases;
}
