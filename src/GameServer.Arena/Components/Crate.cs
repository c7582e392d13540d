using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>A pickup: what it holds and whether it is there; changes when taken and when it returns.</summary>
[Replicated]
public struct Crate
{
    public CrateContent Content;

    public bool IsPresent;

    /// <summary>Ticks until it returns.</summary>
    [ServerOnly]
    public int ReturnTicks;
}
