using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>How effects are brought to a player store.</summary>
public sealed record PlayerWriterOptions
{
    /// <summary>
    /// Milliseconds a player's effects gather before they are written together. They are safe in the room's journal meanwhile; the period is what another server may be
    /// behind by.
    /// </summary>
    public int GatherMs { get; init; } = 2_000;

    /// <summary>Players written in one batch: one round trip to a database, one flush of a disk.</summary>
    public int BatchPlayers { get; init; } = 64;

    /// <summary>
    /// Memory for what waits. 1,000 players who are promised something every 5 s are 24 MB after 10 minutes without a store. When it is full, nothing more is taken from the
    /// queues until something was stored.
    /// </summary>
    public long WaitingBytesMax { get; init; } = 64 << 20;

    /// <summary>Pause after the first failure, in milliseconds; doubled with each one that follows.</summary>
    public int RetryMsMin { get; init; } = 250;

    /// <summary>Longest pause between attempts, in milliseconds. Real pauses are drawn between half of it and all of it, so that a fleet does not knock in step.</summary>
    public int RetryMsMax { get; init; } = 15_000;

    /// <summary>Failures in a row after which only single players are sent to try the store.</summary>
    public int ProbeAfterFailures { get; init; } = 3;

    /// <summary>Milliseconds after which an attempt is called off.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>Milliseconds for which a player whose records the store refuses is left alone, so that it holds up nobody else.</summary>
    public int RefusedMs { get; init; } = 60_000;

    /// <summary>Every problem with these options, empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        Demand(GatherMs is >= 0 and <= 600_000, $"PlayerWriter.GatherMs is {GatherMs}; 0 to 600000 are possible.");
        Demand(BatchPlayers is >= 1 and <= 1_024, $"PlayerWriter.BatchPlayers is {BatchPlayers}; 1 to 1024 are possible.");
        Demand(WaitingBytesMax >= 1 << 20, $"PlayerWriter.WaitingBytesMax is {WaitingBytesMax}; at least {1 << 20} are needed.");
        Demand(RetryMsMin is >= 1 and <= 60_000, $"PlayerWriter.RetryMsMin is {RetryMsMin}; 1 to 60000 are possible.");
        Demand(RetryMsMax >= RetryMsMin && RetryMsMax <= 600_000, $"PlayerWriter.RetryMsMax is {RetryMsMax}; {RetryMsMin} to 600000 are possible.");
        Demand(ProbeAfterFailures is >= 1 and <= 100, $"PlayerWriter.ProbeAfterFailures is {ProbeAfterFailures}; 1 to 100 are possible.");
        Demand(TimeoutMs is >= 10 and <= 600_000, $"PlayerWriter.TimeoutMs is {TimeoutMs}; 10 to 600000 are possible.");
        Demand(RefusedMs is >= 1 and <= 3_600_000, $"PlayerWriter.RefusedMs is {RefusedMs}; 1 to 3600000 are possible.");
        return problems;

        void Demand(bool holds, string problem)
        {
            if (!holds) problems.Add(problem);
        }
    }

    /// <summary>Milliseconds as the nanoseconds of a <see cref="Timestamp"/>.</summary>
    internal static long Ns(int ms) => ms * Timestamp.NanosecondsPerMillisecond;
}
