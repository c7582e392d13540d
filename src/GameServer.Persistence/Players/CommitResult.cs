namespace GameServer.Persistence;

/// <summary>What became of a <see cref="PlayerCommit"/>.</summary>
public enum CommitResult
{
    /// <summary>Done, and durable.</summary>
    Stored,

    /// <summary>The record is already as wanted: a change repeated after an answer that never came.</summary>
    Unchanged,

    /// <summary>The record is not of the expected version, or the profile was made without knowing that an effect was there already. Nothing was changed; load and try again.</summary>
    Conflict,
}
