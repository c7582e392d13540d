using System;

namespace GameServer.Bench.Records;

/// <summary>What <c>records</c> found.</summary>
internal sealed record RecordsResult
{
    public string Command => "records";

    public required RecordsOptions Options { get; init; }

    /// <summary>Effects promised, all of them stored in the end.</summary>
    public required long Effects { get; init; }

    /// <summary>Bytes of their payloads.</summary>
    public required long EffectBytes { get; init; }

    /// <summary>Changes of records they became.</summary>
    public required long Commits { get; init; }

    /// <summary>Batches: flushes of the disk, or round trips that write.</summary>
    public required long Batches { get; init; }

    /// <summary>Bytes of profiles and payloads given to the store.</summary>
    public required long GivenBytes { get; init; }

    /// <summary>Bytes the store wrote for them: log and snapshots of files, the write-ahead log of PostgreSQL (its data pages come on top, some time later).</summary>
    public required long StoredBytes { get; init; }

    /// <summary>Of these, snapshots.</summary>
    public required long SnapshotBytes { get; init; }

    /// <summary>CPU of this process per effect, in microseconds: queue, writer and store, or driver.</summary>
    public required double CpuUsPerEffect { get; init; }

    /// <summary>Time of a batch from leaving to answer, in milliseconds: reading and writing.</summary>
    public required double BatchMsP50 { get; init; }

    /// <inheritdoc cref="BatchMsP50"/>
    public required double BatchMsP99 { get; init; }

    public required Machine Machine { get; init; }

    public string Describe()
    {
        double playerHours = Options.Players * Options.Minutes / 60.0;
        return FormattableString.Invariant(
            $"""
            records: {Options.Players} players, {Options.Minutes} minutes, an effect of {Options.EffectBytes} B every {Options.EverySeconds} s each, profiles of {Options.ProfileBytes} B, gathered for {Options.GatherMs} ms, {(Options.Postgres is null ? "files" : "PostgreSQL")}
              per player-hour   {Effects / playerHours:0} effects of {EffectBytes / playerHours / 1e3:0.0} kB became {Commits / playerHours:0} changes, {GivenBytes / playerHours / 1e3:0.0} kB given to the store, {StoredBytes / playerHours / 1e3:0.0} kB written by it ({SnapshotBytes / playerHours / 1e3:0.0} kB of snapshots)
              amplification     {GivenBytes / (double)Math.Max(EffectBytes, 1):0.0} given, {StoredBytes / (double)Math.Max(EffectBytes, 1):0.0} written, per byte promised; {StoredBytes / (double)GivenBytes:0.00} written per byte given
              batches           {Batches}, {Commits / (double)Math.Max(Batches, 1):0.0} players each, p50 {BatchMsP50:0.00} ms, p99 {BatchMsP99:0.00} ms
              CPU               {CpuUsPerEffect:0.0} µs per effect
            """);
    }
}
