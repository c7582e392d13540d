namespace GameServer.LiveOps;

/// <summary>What a stage's share is taken of.</summary>
public enum ContentSegment
{
    /// <summary>Rooms, whoever plays in them.</summary>
    Rooms,

    /// <summary>Players: when they join any room, they are led to one with their version as long as there is a free seat.</summary>
    Players,
}
