namespace GameServer.Replication;

/// <summary>How the bodies of a client's snapshots are coded.</summary>
public enum SnapshotCoder
{
    /// <summary>Dense for clients that are short of bandwidth, codebooks for all others.</summary>
    Auto,

    /// <summary>Codebooks for all: bits that clients share.</summary>
    Codebook,

    /// <summary>Dense for all that can read it: fewer bytes, no sharing, some twenty times the work.</summary>
    Dense,
}
