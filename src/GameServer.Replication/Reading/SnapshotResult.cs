namespace GameServer.Replication;

/// <summary>What became of a snapshot packet; only <see cref="Applied"/> is acknowledged.</summary>
public enum SnapshotResult : byte
{
    /// <summary>Applied whole.</summary>
    Applied,

    /// <summary>Applied before.</summary>
    Duplicate,

    /// <summary>So old that a removal might be forgotten: ignored.</summary>
    Stale,

    /// <summary>Coded against a state this client does not hold; seen when packets overtake each other.</summary>
    BaselineMissing,

    /// <summary>Not a snapshot, or cut short, or out of bounds.</summary>
    Malformed,
}
