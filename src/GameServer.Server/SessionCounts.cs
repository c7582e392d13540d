namespace GameServer.Server;

/// <summary>What happened to a shard's sessions since the start.</summary>
public sealed class SessionCounts
{
    /// <summary>Joins refused, resumes included.</summary>
    public long Refused { get; internal set; }

    /// <summary>Connections lost without a goodbye, whose seats were kept.</summary>
    public long Interruptions { get; internal set; }

    /// <summary>Players who were back and heard of.</summary>
    public long Resumes { get; internal set; }

    /// <summary>Resume tokens refused.</summary>
    public long ResumesRefused { get; internal set; }

    /// <summary>Logins of players who were here already.</summary>
    public long TakeOvers { get; internal set; }

    /// <summary>Seats given up because their player did not come back in time.</summary>
    public long GracesExpired { get; internal set; }

    /// <summary>Logins whose profile could not be read in time: refused, or let in without, as the operator chose.</summary>
    public long ProfilesMissing { get; internal set; }

    /// <summary>Changes of content that clients have taken.</summary>
    public long ContentTaken { get; internal set; }

    /// <summary>Changes of content whose values a client's build could not accept.</summary>
    public long ContentRefused { get; internal set; }

    /// <summary>Changes of content that did not come to the version they named, and were sent whole.</summary>
    public long ContentUnreadable { get; internal set; }

    /// <summary>Reliable commands taken.</summary>
    public long Commands { get; internal set; }
}
