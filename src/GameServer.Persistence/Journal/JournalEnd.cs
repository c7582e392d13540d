namespace GameServer.Persistence;

/// <summary>Why a scan of a journal stopped.</summary>
public enum JournalEnd
{
    /// <summary>Not yet.</summary>
    Open,

    /// <summary>After the last record.</summary>
    Clean,

    /// <summary>Within the newest segment, at a record that is cut short or damaged: what a crash leaves. All before it holds.</summary>
    TornTail,

    /// <summary>At a damaged record with whole segments after it: the disk lost something it had promised.</summary>
    Damaged,

    /// <summary>Where records are missing between two segments.</summary>
    MissingSegment,

    /// <summary>The disk could not be read.</summary>
    Unreadable,
}
