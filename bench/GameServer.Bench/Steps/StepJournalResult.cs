namespace GameServer.Bench.Steps;

/// <summary>What keeping a log cost beside the step.</summary>
/// <param name="WriterNsPerClientTick">CPU time of what the writing threads do: copying to the system, flushing, checkpoints.</param>
/// <param name="LogBytesPerPlayerHour">Size of the log.</param>
/// <param name="CheckpointBytes">Size of one checkpoint.</param>
/// <param name="CheckpointCopyUs">CPU time of copying one on the tick thread, all parts together.</param>
/// <param name="CheckpointFirstUs">Of that, the first part: the longest that one tick waits.</param>
/// <param name="Flushes">Flushes while measuring.</param>
internal sealed record StepJournalResult(
    double WriterNsPerClientTick, double LogBytesPerPlayerHour, double CheckpointBytes, double CheckpointCopyUs, double CheckpointFirstUs, long Flushes)
{
    public string Describe() =>
        $"""

          journal              writer {WriterNsPerClientTick:0} ns per client-tick, {LogBytesPerPlayerHour / 1e6:0.00} MB of log per player-hour, {Flushes} flushes
          checkpoint           {CheckpointBytes / 1e3:0} kB, copied in {CheckpointCopyUs:0} us, of which {CheckpointFirstUs:0} us in one tick
        """;
}
