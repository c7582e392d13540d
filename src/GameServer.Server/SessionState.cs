namespace GameServer.Server;

/// <summary>Where a session stands.</summary>
public enum SessionState : byte
{
    /// <summary>Its player is connected.</summary>
    Playing,

    /// <summary>Its connection is gone, and the seat waits for the player.</summary>
    Interrupted,

    /// <summary>There is a new connection, and nothing was heard on it yet.</summary>
    Returning,

    /// <summary>The seat was given up.</summary>
    Ended,
}
