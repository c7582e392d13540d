namespace GameServer.Replication;

/// <summary>What the state hash in a snapshot covers; a client that computes another value has a corrupt view.</summary>
public enum HashScope : byte
{
    /// <summary>No hash in this packet.</summary>
    None,

    /// <summary>The entities this packet carries, as they are after it: proves the deltas were applied to the right baselines.</summary>
    Packet,

    /// <summary>Every entity the client should now hold: proves in addition that none was lost or kept too long. Sent only when nothing is in flight.</summary>
    View,
}
