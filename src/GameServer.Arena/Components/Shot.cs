namespace GameServer.Arena;

/// <summary>Whose colours a projectile wears; never changes.</summary>
public struct Shot
{
    /// <summary>0 or 1.</summary>
    public int Team;
}
