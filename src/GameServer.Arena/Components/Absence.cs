namespace GameServer.Arena;

/// <summary>How long a ship's pilot has been lost; stays on the server.</summary>
public struct Absence
{
    /// <summary>Ticks, the first one included; 0 while present.</summary>
    public int Ticks;
}
