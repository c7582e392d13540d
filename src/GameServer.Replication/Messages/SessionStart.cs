namespace GameServer.Replication;

/// <summary>What a welcome gives a client.</summary>
public enum SessionStart
{
    /// <summary>A new seat.</summary>
    New = 0,

    /// <summary>The seat it had, and snapshots go on from what it acknowledged.</summary>
    SameView = 1,

    /// <summary>The seat it had; what it was shown before is void, and everything is sent anew.</summary>
    FreshView = 2,
}
