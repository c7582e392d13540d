using GameServer.Core;

namespace GameServer.Replication;

/// <summary>What an applied snapshot said about itself.</summary>
public readonly record struct SnapshotInfo
{
    /// <summary>The server tick it shows.</summary>
    public Tick Tick { get; init; }

    /// <summary>Entities it carried.</summary>
    public int EntityCount { get; init; }

    /// <summary>How many ticks ahead of <see cref="Tick"/> the newest input was that the server had from this client: −32..31, negative when inputs come too late.</summary>
    public int InputLead { get; init; }

    /// <summary>True when the server had this client's own input for <see cref="Tick"/>.</summary>
    public bool InputFresh { get; init; }

    /// <summary>What the state hash covered, if one was sent and could be checked.</summary>
    public HashScope HashScope { get; init; }

    /// <summary>False when the hash was checked and differed: the view is corrupt.</summary>
    public bool HashMatched { get; init; }
}
