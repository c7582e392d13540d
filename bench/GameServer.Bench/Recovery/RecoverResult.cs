using System.Collections.Generic;
using System.Linq;

namespace GameServer.Bench.Recovery;

/// <summary>What <c>recover</c> found.</summary>
internal sealed record RecoverResult
{
    public string Command => "recover";

    public required RecoverOptions Options { get; init; }

    /// <summary>From opening the folder to rooms that could tick, each run.</summary>
    public required IReadOnlyList<double> Seconds { get; init; }

    public required long TicksReplayed { get; init; }

    public required long HashesAgreed { get; init; }

    public required int SeatsKept { get; init; }

    public required long LogBytes { get; init; }

    public required long CheckpointBytes { get; init; }

    public required Machine Machine { get; init; }

    public string Describe()
    {
        double[] sorted = [.. Seconds.Order()];
        return $"""
            recover: {Options.Rooms} rooms of {Options.Players} players, a checkpoint every {Options.CheckpointSeconds:0.#} s
              time                 median {sorted[sorted.Length / 2]:0.00} s ({sorted[0]:0.00}-{sorted[^1]:0.00}) in {sorted.Length} runs
              run again            {TicksReplayed} ticks, {HashesAgreed} state hashes agreed, {SeatsKept} seats kept
              on disk              {LogBytes / 1e6:0.0} MB of log, {CheckpointBytes / 1e6:0.0} MB of checkpoints
            """;
    }
}
