namespace GameServer.Arena;

/// <summary>What a ship is doing.</summary>
public enum ShipState : byte
{
    Dead,
    Flying,
    Dashing,

    /// <summary>Its pilot is lost: it stands where it was, and nothing touches it.</summary>
    Ghost,
}
