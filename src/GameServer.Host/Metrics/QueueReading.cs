namespace GameServer.Host.Metrics;

/// <summary>One bounded queue at one moment.</summary>
/// <param name="Shard">Whose it is; −1 for the node's own.</param>
/// <param name="Name">One of the constants here.</param>
/// <param name="Depth">What waits.</param>
/// <param name="Limit">What it holds, in the same unit.</param>
internal readonly record struct QueueReading(int Shard, string Name, long Depth, long Limit)
{
    /// <summary>Datagrams the kernel has and the shard has not read, with the kernel's overhead.</summary>
    public const string KernelReceive = "kernel_receive";

    /// <summary>Datagrams the kernel has not sent.</summary>
    public const string KernelSend = "kernel_send";

    /// <summary>Log that is not durable.</summary>
    public const string Journal = "journal";

    /// <summary>Effects with the writer of players' records.</summary>
    public const string Records = "records";

    /// <summary>Checkpoints on their way to the disk.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>Effects taken from a shard and not stored.</summary>
    public const string Effects = "effects";

    /// <summary>Requests of operators to a shard.</summary>
    public const string Commands = "commands";

    /// <summary>What happened to players, on its way to the log.</summary>
    public const string Events = "events";
}
