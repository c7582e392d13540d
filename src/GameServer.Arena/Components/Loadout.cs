using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>What only the pilot is told; changes while shooting and dashing.</summary>
[Replicated, OwnerOnly]
public struct Loadout
{
    /// <summary>Shots left, 0..63.</summary>
    [Integer(0, ArenaRules.AmmoMax)]
    public int Ammo;

    /// <summary>Ticks until the next dash, 0..255.</summary>
    [Integer(0, 255), ChangesBy(2)]
    public int DashCooldown;
}
