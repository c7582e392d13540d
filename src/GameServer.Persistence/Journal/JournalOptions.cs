using System.Collections.Generic;

namespace GameServer.Persistence;

/// <summary>How a shard keeps its log.</summary>
public sealed record JournalOptions
{
    /// <summary>What is promised.</summary>
    public Durability Durability { get; init; } = Durability.Async;

    /// <summary>
    /// Time from one flush to the next at <see cref="Durability.Async"/>, in milliseconds: what a power cut may cost, and what results of commands wait for. A flush is some 0.2 ms of
    /// processor time, whatever it flushes.
    /// </summary>
    public int FlushPeriodMs { get; init; } = 100;

    /// <summary>Seconds from one checkpoint of a room to its next: as much has to be run again after a crash, at most. Rooms take turns.</summary>
    public double CheckpointSeconds { get; init; } = 10;

    /// <summary>Size at which a new segment is begun. Whole segments are what is deleted once checkpoints have overtaken them.</summary>
    public int SegmentBytes { get; init; } = 16 << 20;

    /// <summary>
    /// Memory for records that are not yet durable. 1,000 players write about 0.3 MB/s: 16 MiB ride out a minute of a stalled disk. When it is full, records are refused
    /// and counted, never waited for.
    /// </summary>
    public int QueueBytes { get; init; } = 16 << 20;

    /// <summary>
    /// Set segments that checkpoints have overtaken aside, instead of deleting them: the rooms can then be run again from their first tick. For tests; the disk fills up.
    /// </summary>
    public bool KeepsSegments { get; init; }

    /// <summary>Every problem with these options, empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (FlushPeriodMs is < 1 or > 10_000) problems.Add($"Journal.FlushPeriodMs is {FlushPeriodMs}; 1 to 10000 are possible.");
        if (CheckpointSeconds is not (>= 0.1 and <= 86_400)) problems.Add($"Journal.CheckpointSeconds is {CheckpointSeconds}; 0.1 to 86400 are possible.");
        if (SegmentBytes is < 4_096 or > 1 << 30) problems.Add($"Journal.SegmentBytes is {SegmentBytes}; 4096 to {1 << 30} are possible.");
        if (QueueBytes is < 1 << 17 or > 1 << 30) problems.Add($"Journal.QueueBytes is {QueueBytes}; {1 << 17} to {1 << 30} are possible.");
        return problems;
    }
}
