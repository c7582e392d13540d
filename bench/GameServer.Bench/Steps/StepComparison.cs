using System.Collections.Generic;
using System.Linq;

namespace GameServer.Bench.Steps;

/// <summary>The same room with and without shared encodings, in turn: F8 is the second.</summary>
internal sealed record StepComparison
{
    public string Command => "step --pairs";

    public required IReadOnlyList<StepResult> Spliced { get; init; }

    public required IReadOnlyList<StepResult> Separate { get; init; }

    /// <summary>Updates per CPU second, spliced over separate, pair by pair.</summary>
    public IReadOnlyList<double> Ratios => [.. Spliced.Zip(Separate, (shared, own) => shared.UpdatesPerCpuSecond / own.UpdatesPerCpuSecond)];

    public static StepComparison Run(StepOptions options, int pairs)
    {
        List<StepResult> spliced = [];
        List<StepResult> separate = [];
        for (int i = 0; i < pairs; i++)
        {
            spliced.Add(StepMeasurement.Run(options with { Splice = true }));
            separate.Add(StepMeasurement.Run(options with { Splice = false }));
        }

        return new StepComparison { Spliced = spliced, Separate = separate };
    }

    public string Describe()
    {
        double[] sorted = [.. Ratios.Order()];
        return $"{Spliced[^1].Describe()}\n{Separate[^1].Describe()}\nupdates per CPU second, spliced : separate: median {sorted[sorted.Length / 2]:0.00} ({sorted[0]:0.00}-{sorted[^1]:0.00}) in {sorted.Length} pairs";
    }
}
