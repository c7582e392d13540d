namespace GameServer.Replication;

/// <summary>What a client made of content it was sent; the numbers are on the wire.</summary>
public enum ContentOutcome : byte
{
    /// <summary>It is what the client plays by, or will from its tick on.</summary>
    Taken = 0,

    /// <summary>The client's build cannot accept its values, and stays with the last version that it could.</summary>
    Refused = 1,

    /// <summary>The bytes did not come to the version named: the client asks for it whole.</summary>
    Unreadable = 2,
}
