namespace GameServer.Replication;

/// <summary>What is known of a snapshot packet that was sent.</summary>
internal enum PacketFate : byte
{
    /// <summary>Neither acknowledged nor given up.</summary>
    Pending,

    /// <summary>Overdue, and its entities may be sent again; an acknowledgement that comes late still counts.</summary>
    GivenUp,

    /// <summary>Acknowledged.</summary>
    Arrived,
}
