namespace GameServer.Transport;

/// <summary>Why a peer is gone, as the application sees it.</summary>
public enum DisconnectReason : byte
{
    /// <summary>Client role: every connect attempt went unanswered.</summary>
    ConnectionFailed,

    /// <summary>Nothing valid arrived for the disconnect timeout.</summary>
    Timeout,

    /// <summary>The other side said goodbye; its data, if any, comes along.</summary>
    RemoteConnectionClose,

    /// <summary>This side said goodbye.</summary>
    DisconnectCalled,

    /// <summary>Client role: the server refused; its data, if any, says why.</summary>
    ConnectionRejected,

    /// <summary>Client role: the server speaks another protocol version.</summary>
    InvalidProtocol,

    /// <summary>The same address connected anew and proved itself.</summary>
    Reconnect,

    /// <summary>Client role: the server does not know this connection any more.</summary>
    PeerNotFound,

    /// <summary>The peer broke a limit (queue, fragments, flood); see the drop counters.</summary>
    LimitExceeded,

    /// <summary>Both sides asked each other at once and theirs is the connection that stands.</summary>
    SimultaneousConnect,
}
