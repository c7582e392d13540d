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
}
