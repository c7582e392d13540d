namespace GameServer.Arena;

/// <summary>A pickup: what it holds and whether it is there; changes when taken and when it returns.</summary>
public struct Crate
{
    public CrateContent Content;

    public bool IsPresent;

    /// <summary>Ticks until it returns; stays on the server.</summary>
    public int ReturnTicks;
}
