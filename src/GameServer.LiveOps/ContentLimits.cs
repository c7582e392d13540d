namespace GameServer.LiveOps;

/// <summary>What may be published.</summary>
public static class ContentLimits
{
    /// <summary>Files of one version: a table each.</summary>
    public const int Files = Core.Limits.ContentTables;

    /// <summary>One file in bytes: what is canonically at most 128 KiB may be written four times as long.</summary>
    public const int FileBytes = 512 * 1024;

    /// <summary>All files of one version together.</summary>
    public const int TotalBytes = 1024 * 1024;

    /// <summary>Problems told of one version; more than that nobody reads at once.</summary>
    public const int Problems = 100;

    /// <summary>Versions that a server keeps; beyond that the oldest go that nothing names.</summary>
    public const int Versions = 200;

    /// <summary>Entries of the schedule.</summary>
    public const int Schedule = 64;

    /// <summary>A note in letters.</summary>
    public const int NoteLength = 200;
}
