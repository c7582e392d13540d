namespace GameServer.Transport.Channels;

internal enum FragmentOutcome : byte
{
    /// <summary>Kept; more parts are missing.</summary>
    Kept,

    /// <summary>Contradicts the group it names, or is there already.</summary>
    Ignored,

    /// <summary>The message is whole.</summary>
    Complete,

    /// <summary>Beyond a cap: the connection ends, because ignoring it would stall the sender silently.</summary>
    LimitExceeded,
}
