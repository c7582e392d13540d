namespace GameServer.Client;

/// <summary>Why a client is closed.</summary>
public enum ClientCloseReason : byte
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>This side asked for it.</summary>
    Left,

    /// <summary>The server never answered.</summary>
    ConnectionFailed,

    /// <summary>The server refused the connection, usually for a wrong key.</summary>
    ConnectionRejected,

    /// <summary>The server refused the join; <see cref="GameClient.CloseText"/> says why.</summary>
    JoinRefused,

    /// <summary>The server fell silent.</summary>
    TimedOut,

    /// <summary>A reliable message could not be read: the two ends speak different languages, or bytes were altered on the way.</summary>
    ProtocolError,

    /// <summary>The server said goodbye; <see cref="GameClient.CloseText"/> says why.</summary>
    ServerClosed,

    /// <summary>The same player logged in elsewhere, and has the seat now.</summary>
    TakenOver,

    /// <summary>An operator ended the session; <see cref="GameClient.CloseText"/> says why. To come back at once is not what was meant.</summary>
    Kicked,

    /// <summary>An operator ended the session, and the server does not let the player in again for a while; <see cref="GameClient.CloseText"/> says why and until when.</summary>
    Banned,

    /// <summary>The server sent the player to a place that this client cannot follow to by itself; <see cref="GameClient.GoTo"/> says where.</summary>
    SentElsewhere,
}
