using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GameServer.Simulation;

namespace GameServer.LoadTest.Budget;

/// <summary>Where one measure crosses its limit: for each loss the round trip from which it is over, in a straight line between two cells.</summary>
/// <param name="Measure">Its name.</param>
/// <param name="Unit">Of the limit.</param>
/// <param name="Limit">What the game declares; a value equal to it is within.</param>
/// <param name="Crossings">One per loss, in their order.</param>
internal sealed record LimitLine(string Measure, string Unit, double Limit, IReadOnlyList<LimitCrossing> Crossings)
{
    /// <summary>Where the cells cross every limit that the budget has.</summary>
    public static IReadOnlyList<LimitLine> Of(LatencyBudget budget, double[] rttsMs, double[] lossesPercent, IReadOnlyList<CellFigures> cells)
    {
        List<LimitLine> lines = [];
        foreach (Measure measure in Budget.Measure.All)
        {
            if (measure.LimitIn(budget) is not { } limit) continue;
            List<LimitCrossing> crossings = [];
            for (int column = 0; column < lossesPercent.Length; column++)
            {
                double[] values = new double[rttsMs.Length];
                for (int row = 0; row < values.Length; row++) values[row] = measure.Of(cells[(row * lossesPercent.Length) + column]);
                crossings.Add(new LimitCrossing(lossesPercent[column], FirstOver(rttsMs, values, limit)));
            }

            lines.Add(new LimitLine(measure.Name, measure.Unit, limit, crossings));
        }

        return lines;
    }

    /// <summary>The first place at which a broken line through the points is over the limit; null when it never is, the first point's place when it begins over it.</summary>
    public static double? FirstOver(double[] places, double[] values, double limit)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] <= limit) continue;
            if (i == 0) return places[0];
            double share = (limit - values[i - 1]) / (values[i] - values[i - 1]);
            return places[i - 1] + (share * (places[i] - places[i - 1]));
        }

        return null;
    }

    /// <summary>The line in one sentence.</summary>
    public string Sentence(double leastRttMs)
    {
        string start = string.Create(CultureInfo.InvariantCulture, $"{Measure} (limit {Limit:0.##} {Unit})");
        if (Crossings.All(crossing => crossing.RttMs is null)) return $"{start} stays within the limit everywhere in the sweep.";
        if (Crossings.All(crossing => crossing.RttMs == leastRttMs)) return $"{start} is over everywhere in the sweep.";
        IEnumerable<string> places = Crossings
            .GroupBy(crossing => PlaceOf(crossing, leastRttMs))
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} with {LossesOf(group)} % loss"));
        return $"{start} crosses {string.Join(", ", places)}.";
    }

    private static string LossesOf(IEnumerable<LimitCrossing> group) =>
        string.Join("/", group.Select(crossing => crossing.LossPercent.ToString("0.##", CultureInfo.InvariantCulture)));

    private static string PlaceOf(LimitCrossing crossing, double leastRttMs)
    {
        if (crossing.RttMs is not { } rtt) return "nowhere";
        return rtt == leastRttMs ? "at any RTT" : string.Create(CultureInfo.InvariantCulture, $"at {rtt:0} ms RTT");
    }
}
