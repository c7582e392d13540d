namespace GameServer.Server;

/// <summary>Where a connection stands.</summary>
public enum ConnectionState : byte
{
    /// <summary>No join request yet.</summary>
    Waiting,

    /// <summary>It has asked for a seat, and the player's profile is being read.</summary>
    LoggingIn,

    /// <summary>It carries a session.</summary>
    Attached,

    /// <summary>Refused or told goodbye; the connection is closing.</summary>
    Closing,
}
