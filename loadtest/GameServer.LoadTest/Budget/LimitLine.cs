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
        string limit = string.Create(CultureInfo.InvariantCulture, $"{Limit:0.##} {Unit}");
        if (Crossings.All(crossing => crossing.RttMs is null)) return $"{Measure}: within the limit of {limit} everywhere in the sweep.";
        if (Crossings.All(crossing => crossing.RttMs == leastRttMs)) return $"{Measure}: over the limit of {limit} everywhere in the sweep.";
        IEnumerable<string> places = Crossings
            .GroupBy(crossing => PlaceOf(crossing, leastRttMs))
            .Select(group => $"{group.Key} ({string.Join(", ", group.Select(LossOf))})");
        return $"{Measure}: crosses the limit of {limit} at a round trip of {string.Join(" · ", places)}.";
    }

    private static string LossOf(LimitCrossing crossing) => string.Create(CultureInfo.InvariantCulture, $"{crossing.LossPercent:0.##} %");

    private static string PlaceOf(LimitCrossing crossing, double leastRttMs)
    {
        if (crossing.RttMs is not { } rtt) return "none";
        return rtt == leastRttMs ? "any" : string.Create(CultureInfo.InvariantCulture, $"{rtt:0} ms");
    }
}
