using GameServer.Core;
using GameServer.Host.Data;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Host.Admin;

/// <summary>One shard's journal in <c>/status</c>.</summary>
/// <param name="Durability">What is promised.</param>
/// <param name="LagMs">Time of a room that a power cut would undo now, of the room that would lose most.</param>
/// <param name="Bytes">Bytes of log since the start.</param>
/// <param name="WaitingBytes">Of them not durable yet: the queue's depth.</param>
/// <param name="QueueBytesMax">Where ticks would no longer be logged.</param>
/// <param name="Flushes">Flushes of the log since the start.</param>
/// <param name="Failures">Writes and flushes of the log that failed.</param>
/// <param name="Health">How the disk takes the log.</param>
/// <param name="FailureText">Why the last write failed; empty while none has.</param>
/// <param name="Gaps">Times a room's log had to end because the queue was full.</param>
/// <param name="GapRooms">Rooms whose log lacks ticks now: a crash would take them back to before.</param>
/// <param name="Checkpoints">Checkpoints stored since the start.</param>
/// <param name="CheckpointBytes">Their bytes.</param>
/// <param name="CheckpointsWaiting">Checkpoints on their way to the disk.</param>
/// <param name="CheckpointFailures">Checkpoints that could not be stored.</param>
internal sealed record JournalReport(
    string Durability,
    double LagMs,
    long Bytes,
    long WaitingBytes,
    long QueueBytesMax,
    long Flushes,
    long Failures,
    string Health,
    string FailureText,
    long Gaps,
    int GapRooms,
    long Checkpoints,
    long CheckpointBytes,
    int CheckpointsWaiting,
    long CheckpointFailures)
{
    public static JournalReport Of(Durability durability, in ShardStatus status, ShardStore store) => new(
        durability.ToString(),
        status.JournalLagNs / (double)Timestamp.NanosecondsPerMillisecond,
        status.JournalBytes,
        status.JournalWaitingBytes,
        store.Journal.Queue.BytesMax,
        store.Writer.FlushCount,
        store.Writer.FailureCount,
        store.Health.ToString(),
        store.FailureText,
        status.JournalGapCount,
        status.JournalGapRooms,
        store.Checkpoints.StoredCount,
        store.Checkpoints.StoredBytes,
        store.Journal.Checkpoints.WaitingCount,
        store.Checkpoints.FailureCount);
}
