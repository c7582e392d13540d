namespace GameServer.Simulation;

/// <summary>Where a seat stands; joins and leaves that were asked for take effect with the next tick.</summary>
internal enum SeatState : byte
{
    Free,
    Joining,
    Seated,
    Leaving,
}
