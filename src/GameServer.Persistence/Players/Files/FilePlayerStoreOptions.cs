using System.Collections.Generic;

namespace GameServer.Persistence;

/// <summary>How player records are kept in files.</summary>
public sealed record FilePlayerStoreOptions
{
    /// <summary>
    /// Log that may gather before all records are written anew in one piece, or as much as such a piece was last time if that is more: so that every byte is written about
    /// twice, and a start reads no more than twice what there is.
    /// </summary>
    public int LogBytes { get; init; } = 8 << 20;

    /// <summary>Every problem with these options, empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (LogBytes is < 4 * 4_096 or > 1 << 30) problems.Add($"Players.LogBytes is {LogBytes}; {4 * 4_096} to {1 << 30} are possible.");
        return problems;
    }
}
