namespace GameServer.Transport;

/// <summary>What a simulated network did to the datagrams given to it, since the start.</summary>
public sealed class NetworkCounters
{
    public long Sent { get; internal set; }

    /// <summary>Lost by chance.</summary>
    public long Lost { get; internal set; }

    /// <summary>Did not fit the queue before a narrow hop.</summary>
    public long QueueDropped { get; internal set; }

    /// <summary>Larger than the path carries.</summary>
    public long TooLarge { get; internal set; }

    /// <summary>Sent into a partition or a blackout.</summary>
    public long Darkened { get; internal set; }

    public long Duplicated { get; internal set; }

    /// <summary>Allowed to overtake; whether one did depends on the others.</summary>
    public long Reordered { get; internal set; }

    public long Corrupted { get; internal set; }

    /// <summary>Arrived where nobody listens any more.</summary>
    public long Undeliverable { get; internal set; }

    /// <summary>All that will never arrive.</summary>
    public long LostTotal => Lost + QueueDropped + TooLarge + Darkened;
}
