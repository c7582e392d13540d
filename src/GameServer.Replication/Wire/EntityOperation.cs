namespace GameServer.Replication;

/// <summary>What a snapshot says of one entity; a prefix code, commonest first.</summary>
internal enum EntityOperation : byte
{
    /// <summary>Code 0: changes since the packet's own baseline.</summary>
    Delta,

    /// <summary>Code 10, then the baseline's age in 6 bits: changes since another tick.</summary>
    DeltaAtAge,

    /// <summary>Code 110, then kind, generation, audience and the whole row: appears, or is too far behind for a delta.</summary>
    Full,

    /// <summary>Code 111: out of sight or destroyed.</summary>
    Remove,
}
