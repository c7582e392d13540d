namespace GameServer.Transport;

/// <summary>
/// One direction of one simulated path. Chances are per datagram, 0..1. Loss follows two states: in the good one <see cref="LossChance"/> holds, in the bad one
/// <see cref="BurstLossChance"/>, and the chain moves between them per datagram.
/// </summary>
public sealed record LinkConditions
{
    public static LinkConditions Perfect { get; } = new();

    public double DelayMs { get; init; }

    /// <summary>Added uniformly, 0 .. this. Order is kept unless <see cref="ReorderChance"/> says otherwise.</summary>
    public double JitterMs { get; init; }

    public double LossChance { get; init; }

    public double BurstLossChance { get; init; } = 1;

    /// <summary>Good to bad; 0 means there are no bursts.</summary>
    public double BurstStartChance { get; init; }

    /// <summary>Bad to good: its inverse is the mean length of a burst in datagrams.</summary>
    public double BurstEndChance { get; init; } = 0.1;

    public double DuplicateChance { get; init; }

    /// <summary>The datagram may overtake and be overtaken: its jitter counts from the plain delay, not from the datagram before it.</summary>
    public double ReorderChance { get; init; }

    /// <summary>One random byte changes.</summary>
    public double CorruptChance { get; init; }

    /// <summary>Larger datagrams vanish without a word: what a path does whose routers drop the messages about it.</summary>
    public int MtuBytes { get; init; } = TransportLimits.DatagramBytes;

    /// <summary>What the narrowest hop carries, datagrams counted with <see cref="HeaderBytes"/>; 0: no limit.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>What may wait before that hop; a datagram that does not fit is dropped. 64 KB are half a second at 1 Mbit/s, a small home router.</summary>
    public int QueueBytes { get; init; } = 64 * 1024;

    /// <summary>Nothing passes.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>IPv4 and UDP headers: what a datagram costs a narrow hop besides its payload.</summary>
    public const int HeaderBytes = 28;
}
