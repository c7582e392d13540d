namespace GameServer.Transport;

/// <summary>Why something hostile, lost or out of place was thrown away. Each has its own counter; none is ever thrown or logged per packet.</summary>
public enum DropReason : byte
{
    /// <summary>Empty, longer than any stock sender makes them, or cut off by the kernel.</summary>
    DatagramSize,

    /// <summary>The packet layer refused it: checksum, key or counter.</summary>
    Layer,

    /// <summary>Unknown kind, below the kind's minimum, or fields out of range.</summary>
    Malformed,

    /// <summary>From an address without a connection, and not worth or not due an answer.</summary>
    Stranger,

    /// <summary>The connection number belongs to another connection of the same address.</summary>
    WrongNumber,

    /// <summary>A kind that means nothing in the peer's present state.</summary>
    WrongState,

    /// <summary>From an address that has not proved yet that it receives.</summary>
    Unverified,

    /// <summary>A return-path proof with the wrong number in it.</summary>
    WrongProof,

    /// <summary>A merged datagram inside a merged datagram.</summary>
    NestedMerge,

    /// <summary>More packets, or more pings, in one datagram than any honest sender puts there.</summary>
    MergeFlood,

    /// <summary>A reliable or sequenced packet outside its window.</summary>
    OutsideWindow,

    /// <summary>An acknowledgement of something that cannot have been acknowledged.</summary>
    ForgedAck,

    /// <summary>Fragments beyond the caps on parts, groups or bytes.</summary>
    FragmentLimit,

    /// <summary>Out-of-order packets beyond what one peer may make us hold.</summary>
    HeldLimit,

    /// <summary>A goodbye with the wrong connection time.</summary>
    ForgedDisconnect,

    /// <summary>"I do not know you" where nothing of ours could have caused it.</summary>
    ForgedPeerNotFound,

    /// <summary>A connect request older than, or equal to, one already dealt with.</summary>
    StaleConnect,

    /// <summary>Connect requests beyond the rate of their address prefix.</summary>
    ConnectRate,

    /// <summary>Connect requests beyond the pending table.</summary>
    PendingFull,

    /// <summary>Connect requests beyond the peers this transport or one address may have.</summary>
    ServerFull,

    /// <summary>An answer withheld because it would exceed what the address sent, or a rate.</summary>
    AnswerWithheld,

    /// <summary>A message of ours beyond the peer's outgoing queue; the sender was told.</summary>
    SendQueueFull,

    /// <summary>A message of ours longer than its method allows; the sender was told.</summary>
    SendTooLarge,

    /// <summary>Unconnected, broadcast or introduction packets while those are off.</summary>
    NotEnabled,
}
