namespace GameServer.Replication;

/// <summary>Where an entity stands in a client's view.</summary>
internal enum ViewState : byte
{
    /// <summary>In sight, and the client has never been sent it: may be dropped without a word.</summary>
    Unsent,

    /// <summary>In sight and sent at least once.</summary>
    Shown,

    /// <summary>Out of sight or dead; stays until the client acknowledges the removal.</summary>
    Leaving,
}
