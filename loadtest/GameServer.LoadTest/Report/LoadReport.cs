using System;
using System.Collections.Generic;
using GameServer.LoadTest.Floor;
using GameServer.LoadTest.Thresholds;

namespace GameServer.LoadTest.Report;

/// <summary>One run, whole: what <c>report.json</c> says.</summary>
internal sealed record LoadReport
{
    public string Command { get; } = "run";

    /// <summary>The scenario's name; <c>run</c> when the command line alone says it all.</summary>
    public required string Scenario { get; init; }

    public required DateTime StartedUtc { get; init; }

    public required string Server { get; init; }

    public required bool Spawned { get; init; }

    public required int Bots { get; init; }

    public required int RateHz { get; init; }

    /// <summary>Behaviours with their weights, as <c>wander 70, afk 30</c>.</summary>
    public required string Mix { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required int PlayersPerRoom { get; init; }

    public required double MeasuredSeconds { get; init; }

    public required bool Interrupted { get; init; }

    public required Verdict Verdict { get; init; }

    public required ClientFigures Clients { get; init; }

    public required SwarmFigures Swarm { get; init; }

    /// <summary>Null when neither the server's status nor its process could be read.</summary>
    public required ServerFigures? ServerSide { get; init; }

    /// <summary>Null unless asked for.</summary>
    public FloorFigures? Floor { get; init; }

    /// <summary>Every threshold and what became of it.</summary>
    public IReadOnlyList<ThresholdResult> Thresholds { get; init; } = [];

    /// <summary>What a thousand concurrent players cost; null when the server's CPU is unknown.</summary>
    public CostFigures? CostPer1000 { get; init; }

    /// <summary>The measured phases by class of network.</summary>
    public IReadOnlyList<NetworkFigures> Networks { get; init; } = [];

    /// <summary>In order, measured or not.</summary>
    public IReadOnlyList<PhaseFigures> Phases { get; init; } = [];

    /// <summary>Of the measured phases, griefers left out; connect and resume times of the whole run. What was never measured is not there.</summary>
    public IReadOnlyList<Distribution> Distributions { get; init; } = [];

    /// <summary>Second by second, from the first connect to the last goodbye.</summary>
    public IReadOnlyList<SeriesPoint> Series { get; init; } = [];

    public int Processors { get; init; } = Environment.ProcessorCount;

    public string System { get; init; } = global::System.Runtime.InteropServices.RuntimeInformation.OSDescription;

    public string Runtime { get; init; } = global::System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;
}
