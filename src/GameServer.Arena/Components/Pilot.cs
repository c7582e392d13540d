namespace GameServer.Arena;

/// <summary>Who flies a ship and how well; changes on a kill.</summary>
public struct Pilot
{
    /// <summary>0 or 1.</summary>
    public int Team;

    /// <summary>Kills, 0..4095.</summary>
    public int Score;
}
