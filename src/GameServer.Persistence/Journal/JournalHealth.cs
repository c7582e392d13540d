namespace GameServer.Persistence;

/// <summary>How the disk takes a journal.</summary>
public enum JournalHealth
{
    /// <summary>Everything offered has been written in its time.</summary>
    Good,

    /// <summary>The last write or flush failed. It is tried again with a new segment; nothing is lost while the queue holds.</summary>
    Failing,
}
