namespace GameServer.Bench.Steps;

/// <summary>Counters of a journal at one moment.</summary>
internal readonly record struct StepJournalReading(double WriterNs, long LogBytes, long CheckpointBytes, long Checkpoints, long Flushes)
{
    public static StepJournalReading operator -(StepJournalReading later, StepJournalReading earlier) => new(
        later.WriterNs - earlier.WriterNs,
        later.LogBytes - earlier.LogBytes,
        later.CheckpointBytes - earlier.CheckpointBytes,
        later.Checkpoints - earlier.Checkpoints,
        later.Flushes - earlier.Flushes);
}
