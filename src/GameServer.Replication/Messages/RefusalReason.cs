namespace GameServer.Replication;

/// <summary>Why a join was refused.</summary>
public enum RefusalReason
{
    /// <summary>The message could not be read.</summary>
    Malformed = 0,

    /// <summary>The client speaks another version of this protocol.</summary>
    ProtocolVersion = 1,

    /// <summary>The client plays another game, or declares this one otherwise and cannot read the server's declaration.</summary>
    Schema = 2,

    /// <summary>No such room.</summary>
    RoomNotFound = 3,

    /// <summary>No free seat.</summary>
    RoomFull = 4,

    /// <summary>The server is about to leave and lets nobody new in; it may say where to go instead.</summary>
    Draining = 5,

    /// <summary>The player id is one that only the server gives, or cannot be an id.</summary>
    PlayerId = 6,

    /// <summary>The resume token cannot be read, or this server did not sign it.</summary>
    TokenInvalid = 7,

    /// <summary>The resume token was used before.</summary>
    TokenSpent = 8,

    /// <summary>The resume token is another player's.</summary>
    TokenOfOtherPlayer = 9,

    /// <summary>The resume token is for another room.</summary>
    TokenOfOtherRoom = 10,

    /// <summary>The resume token is for another server.</summary>
    TokenOfOtherNode = 11,

    /// <summary>The seat was given up: the grace time is over, or the player left.</summary>
    SessionEnded = 12,

    /// <summary>What the player owns cannot be read now; a later try may do.</summary>
    ProfileUnavailable = 13,

    /// <summary>The player is banned; the text says why and until when.</summary>
    Banned = 14,
}
