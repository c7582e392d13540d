namespace GameServer.Persistence;

/// <summary>What a <see cref="SimulatedStorage"/> does to whoever trusts it. All chances are 0..1.</summary>
public sealed record StorageFaults
{
    /// <summary>A disk that does what it says.</summary>
    public static readonly StorageFaults None = new();

    /// <summary>Bytes it holds before appending fails; a failed append leaves as much as fitted.</summary>
    public long CapacityBytes { get; init; } = long.MaxValue;

    /// <summary>An append fails after part of its bytes.</summary>
    public double AppendFailChance { get; init; }

    /// <summary>A flush fails, and what it covered is gone for good, whatever later flushes of the file say.</summary>
    public double FlushFailChance { get; init; }

    /// <summary>A flush says yes and does nothing: the one fault no software can be held to.</summary>
    public double FlushLieChance { get; init; }

    /// <summary>At a crash, per file: one bit anywhere in it turns over.</summary>
    public double BitFlipChance { get; init; }
}
