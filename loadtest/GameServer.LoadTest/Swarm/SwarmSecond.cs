using GameServer.Core;

namespace GameServer.LoadTest.Swarm;

/// <summary>What one thread saw in one second of a run, or in the part of it that fell into one phase; handed over once and never touched again by its maker.</summary>
internal sealed class SwarmSecond
{
    /// <summary>Whole seconds since the run's start.</summary>
    public required int Index { get; init; }

    /// <summary>Number of the scenario's phase; one more than the last while bots say goodbye.</summary>
    public required int Phase { get; init; }

    /// <summary>By group: the scenario's networks, and the griefers last.</summary>
    public required Tally[] Groups { get; init; }

    /// <summary>How late inputs were sampled after they were due, one value per input.</summary>
    public LatencyHistogram SamplingLateness { get; init; } = new();

    /// <summary>Of those, by a whole tick or more.</summary>
    public long InputsTickLate { get; set; }

    /// <summary>Bots in play at its end.</summary>
    public int Playing { get; set; }
}
