using GameServer.Core;

namespace GameServer.Replication;

/// <summary>What an applied snapshot said about itself.</summary>
public readonly record struct SnapshotInfo
{
    /// <summary>No input arrived since the tick before, so there is nothing to say about its time.</summary>
    public const int NoInputLead = -512;

    /// <summary>Units of a tick in which leads travel.</summary>
    public const int InputLeadUnits = 16;

    /// <summary>The server tick it shows.</summary>
    public Tick Tick { get; init; }

    /// <summary>Entities it carried.</summary>
    public int EntityCount { get; init; }

    /// <summary>
    /// How long before it was needed the newest input arrived at the server, in sixteenths of a tick; negative when it came too late. That input was for
    /// <see cref="Tick"/> plus the whole part. <see cref="NoInputLead"/> when none came since the tick before.
    /// </summary>
    public int InputLeadSixteenths { get; init; }

    /// <summary>True when the server had this client's own input for <see cref="Tick"/>.</summary>
    public bool InputFresh { get; init; }

    /// <summary>What the state hash covered, if one was sent and could be checked.</summary>
    public HashScope HashScope { get; init; }

    /// <summary>False when the hash was checked and differed: the view is corrupt.</summary>
    public bool HashMatched { get; init; }
}
