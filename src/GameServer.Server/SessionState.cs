namespace GameServer.Server;

/// <summary>Where a session stands.</summary>
public enum SessionState : byte
{
    /// <summary>Connected; no join request yet.</summary>
    Connected,

    /// <summary>Seated in a room.</summary>
    Playing,

    /// <summary>Refused or told goodbye; the connection is closing.</summary>
    Closing,
}
