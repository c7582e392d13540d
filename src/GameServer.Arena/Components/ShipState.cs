namespace GameServer.Arena;

/// <summary>What a ship is doing.</summary>
public enum ShipState : byte
{
    Dead,
    Flying,
    Dashing,
}
