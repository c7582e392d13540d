namespace GameServer.Bench.Steps;

/// <summary>What <c>step</c> found.</summary>
internal sealed record StepResult
{
    public string Command => "step";

    public required StepOptions Options { get; init; }

    public required int Entities { get; init; }

    /// <summary>Entities a client held on average at the end.</summary>
    public required double VisibleMean { get; init; }

    public required StepStages Stages { get; init; }

    public required double SnapshotBytesPerClientTick { get; init; }

    public required double SnapshotPacketsPerClientTick { get; init; }

    public required double EntityUpdatesPerClientTick { get; init; }

    /// <summary>Bodies encoded per update written: 1 without sharing.</summary>
    public required double EncodingsPerUpdate { get; init; }

    /// <summary>Age of what clients show, the link's tick included.</summary>
    public required double StalenessTicksMean { get; init; }

    public required long StalenessTicksP50 { get; init; }

    public required long StalenessTicksP99 { get; init; }

    /// <summary>F3: full state of every entity to every client.</summary>
    public required double NaiveBytesPerClientTick { get; init; }

    /// <summary>What keeping a log cost beside the step; null when none was kept.</summary>
    public required StepJournalResult? Journal { get; init; }

    /// <summary>99 of 100 ticks, in the median second.</summary>
    public required double TickP99Us { get; init; }

    public required double AllocatedBytesPerTick { get; init; }

    public required long HashChecks { get; init; }

    public required long HashMismatches { get; init; }

    public required Machine Machine { get; init; }

    /// <summary>Everything a client's tick cost, the writing thread's work included.</summary>
    public double NsPerClientTick => Stages.TotalNs + (Journal?.WriterNsPerClientTick ?? 0);

    /// <summary>Goal of a crush: entity updates written per second of the shard's own work.</summary>
    public double UpdatesPerCpuSecond => EntityUpdatesPerClientTick / Stages.TotalNs * 1e9;

    public string Describe() =>
        $"""
        step: {Options.Players} players, {VisibleMean:0.0} entities in view of {Entities}, {Options.RateHz} Hz, {Options.Ticks} ticks, {(Options.Splice ? "spliced" : "no splice")}, coder {Options.Coder}
          ns per client-tick   receive {Stages.ReceiveNs:0} | simulate {Stages.SimulateNs:0} | grid {Stages.GridNs:0} | interest {Stages.InterestNs:0} | write {Stages.WriteNs:0} | flush {Stages.FlushNs:0} | journal {Stages.JournalNs:0} | total {Stages.TotalNs:0}
          per client-tick      {SnapshotBytesPerClientTick:0.0} B in {SnapshotPacketsPerClientTick:0.00} packets, {EntityUpdatesPerClientTick:0.0} entity updates, {EncodingsPerUpdate:0.000} encodings per update, {UpdatesPerCpuSecond / 1e6:0.00} million updates per CPU second
          age of views         {StalenessTicksMean:0.00} ticks in the mean, p50 {StalenessTicksP50}, p99 {StalenessTicksP99}
          naive broadcast      {NaiveBytesPerClientTick:0} B per client-tick, {NaiveBytesPerClientTick / SnapshotBytesPerClientTick:0} times as much
          allocated            {AllocatedBytesPerTick:0} B per tick{Journal?.Describe()}
          state hashes         {HashChecks} compared, {HashMismatches} differed while measuring
        """;
}
