namespace GameServer.Client;

/// <summary>Where a client stands with its server.</summary>
public enum ClientState : byte
{
    /// <summary>Nothing was asked yet.</summary>
    Idle,

    /// <summary>The connection is being made, or a seat was asked for.</summary>
    Connecting,

    /// <summary>Seated; inputs leave, and their time is being set so that they arrive when they are needed.</summary>
    Syncing,

    /// <summary>Snapshots arrive and inputs leave in time.</summary>
    Playing,

    /// <summary>The server has fallen silent; inputs still leave, and the game goes on as soon as it is heard again.</summary>
    Interrupted,

    /// <summary>The connection was lost; a new one is being tried, with growing pauses, to the same seat.</summary>
    Resuming,

    /// <summary>Over; see <see cref="GameClient.CloseReason"/>.</summary>
    Closed,
}
