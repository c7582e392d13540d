namespace GameServer.Replication;

/// <summary>Why the server ends a session.</summary>
public enum FarewellReason
{
    /// <summary>The process is stopping.</summary>
    ServerStopping = 0,

    /// <summary>The room ended.</summary>
    RoomClosed = 1,

    /// <summary>Nothing joined on this connection in time.</summary>
    JoinTimeout = 2,

    /// <summary>The client broke the protocol.</summary>
    ProtocolViolation = 3,

    /// <summary>The same player logged in again, here or from elsewhere, and has the seat now.</summary>
    TakenOver = 4,

    /// <summary>The seat was kept for the grace time and nothing came from its player.</summary>
    SessionEnded = 5,

    /// <summary>An operator ended the session; the text says why.</summary>
    Kicked = 6,

    /// <summary>An operator ended the session, and the player is not let in again for a while; the text says why and until when.</summary>
    Banned = 7,

    /// <summary>An operator moves the player to another room: the farewell says where.</summary>
    Moved = 8,

    /// <summary>The server leaves, and the farewell says where the players go.</summary>
    Draining = 9,
}
