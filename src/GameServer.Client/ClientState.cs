namespace GameServer.Client;

/// <summary>Where a client stands with its server.</summary>
public enum ClientState : byte
{
    /// <summary>Nothing was asked yet.</summary>
    Idle,

    /// <summary>The connection is being made.</summary>
    Connecting,

    /// <summary>Connected; waiting for a seat.</summary>
    Joining,

    /// <summary>Seated; snapshots arrive and inputs leave.</summary>
    Playing,

    /// <summary>Over; see <see cref="GameClient.CloseReason"/>.</summary>
    Closed,
}
