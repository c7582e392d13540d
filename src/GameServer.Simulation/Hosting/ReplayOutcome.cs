namespace GameServer.Simulation;

/// <summary>What became of one tick of a log that was run again.</summary>
public enum ReplayOutcome : byte
{
    /// <summary>It ran, and no hash was recorded of it.</summary>
    Ran,

    /// <summary>It ran, and the hash recorded of it is that of the state it led to.</summary>
    Agreed,

    /// <summary>It ran, and led to another state than it did when it was recorded.</summary>
    Diverged,

    /// <summary>The bytes are no tick of such a room in this state.</summary>
    Malformed,
}
