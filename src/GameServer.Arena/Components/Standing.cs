namespace GameServer.Arena;

/// <summary>One team's score, shown to everyone.</summary>
public struct Standing
{
    /// <summary>0 or 1.</summary>
    public int Team;

    /// <summary>Kills of the whole team, 0..1,048,575.</summary>
    public int Points;
}
