namespace GameServer.Arena;

/// <summary>What only the pilot is told; changes while shooting and dashing.</summary>
public struct Loadout
{
    /// <summary>Shots left, 0..63.</summary>
    public int Ammo;

    /// <summary>Ticks until the next dash, 0..255.</summary>
    public int DashCooldown;
}
