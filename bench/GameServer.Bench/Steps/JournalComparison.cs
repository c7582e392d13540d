using System.Collections.Generic;
using System.Linq;

namespace GameServer.Bench.Steps;

/// <summary>The same room with and without a journal, in turn.</summary>
internal sealed record JournalComparison
{
    public string Command => "step --journal --pairs";

    public required IReadOnlyList<StepResult> With { get; init; }

    public required IReadOnlyList<StepResult> Without { get; init; }

    /// <summary>CPU time per client-tick, with over without, pair by pair; the writing threads' work included.</summary>
    public IReadOnlyList<double> CpuRatios => [.. With.Zip(Without, (with, without) => with.NsPerClientTick / without.NsPerClientTick)];

    /// <summary>The same of the step alone: what a tick waits for.</summary>
    public IReadOnlyList<double> StepRatios => [.. With.Zip(Without, (with, without) => with.Stages.TotalNs / without.Stages.TotalNs)];

    /// <summary>99 of 100 ticks, with over without.</summary>
    public IReadOnlyList<double> TickP99Ratios => [.. With.Zip(Without, (with, without) => with.TickP99Us / without.TickP99Us)];

    public static JournalComparison Run(StepOptions options, int pairs)
    {
        List<StepResult> with = [];
        List<StepResult> without = [];
        for (int i = 0; i < pairs; i++)
        {
            with.Add(StepMeasurement.Run(options));
            without.Add(StepMeasurement.Run(options with { Journal = Persistence.Durability.None }));
        }

        return new JournalComparison { With = with, Without = without };
    }

    public string Describe() =>
        $"{With[^1].Describe()}\n{Without[^1].Describe()}\nwith : without, medians of {With.Count} pairs: CPU per client-tick {Spread(CpuRatios)}, step {Spread(StepRatios)}, tick p99 {Spread(TickP99Ratios)}";

    private static string Spread(IReadOnlyList<double> ratios)
    {
        double[] sorted = [.. ratios.Order()];
        return $"{sorted[sorted.Length / 2]:0.000} ({sorted[0]:0.000}-{sorted[^1]:0.000})";
    }
}
