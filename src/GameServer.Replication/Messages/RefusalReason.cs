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

    /// <summary>The server is about to leave.</summary>
    Draining = 5,
}
