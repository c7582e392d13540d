using GameServer.Core;

namespace GameServer.Replication;

/// <summary>A page, as the room sees it.</summary>
internal struct FlockPage
{
    /// <summary>Last tick in which a member changed, came or went.</summary>
    public Tick ChangedAt;

    /// <summary>Since when it has been without a gap that some slot of it was a member within the history; none when there was no such slot.</summary>
    public Tick ActiveSince;

    /// <summary>Mean weight of its members.</summary>
    public float Priority;
}
