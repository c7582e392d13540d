namespace GameServer.Arena;

/// <summary>Health and state of a ship; changes when something hits it.</summary>
public struct Vitals
{
    /// <summary>0..100.</summary>
    public int Health;

    public ShipState State;
}
