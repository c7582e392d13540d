using System;
using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.LoadTest.Report;

/// <summary>A measured quantity as a histogram with twenty bins to a decade: fine enough to show two humps, coarse enough to draw.</summary>
/// <param name="Name">As in the client figures, such as <c>snapshotAge</c>.</param>
/// <param name="Unit">Of bounds and marks: ms or units.</param>
/// <param name="Count">Values in all.</param>
/// <param name="Bins">From the first to the last that holds anything, without gaps.</param>
/// <param name="Marks">Values of p50, p90, p99, p99.9 and max.</param>
internal sealed record Distribution(string Name, string Unit, long Count, IReadOnlyList<DistributionBin> Bins, IReadOnlyDictionary<string, double> Marks)
{
    private const int BinsPerDecade = 20;
    private const int BinsMax = 4 * BinsPerDecade;   // what is less than a ten-thousandth of the largest shares the first bin

    private static readonly (string Name, double Quantile)[] s_marks = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999), ("max", 1)];

    /// <summary>Null when nothing was measured.</summary>
    /// <param name="name">What it is of.</param>
    /// <param name="unit">Of the result.</param>
    /// <param name="values">The measured ones.</param>
    /// <param name="perUnit">How many of the histogram's own units make one of <paramref name="unit"/>.</param>
    public static Distribution? Of(string name, string unit, LatencyHistogram values, double perUnit)
    {
        if (values.Count == 0) return null;
        Dictionary<string, double> marks = [];
        foreach ((string mark, double quantile) in s_marks) marks[mark] = values.Quantile(quantile) / perUnit;
        return new Distribution(name, unit, values.Count, BinsOf(values, perUnit), marks);
    }

    private static List<DistributionBin> BinsOf(LatencyHistogram values, double perUnit)
    {
        List<DistributionBin> bins = [];
        int last = BinOf(values.Max);
        int first = Math.Max(BinOf(values.Min), last - BinsMax);
        long passed = 0;
        for (int bin = first; passed < values.Count; bin++)
        {
            double to = Math.Pow(10, (bin + 1.0) / BinsPerDecade);
            long upTo = to >= values.Max ? values.Count : values.CountUpTo((long)to);
            double from = bin == first && BinOf(values.Min) < first ? 0 : Math.Pow(10, (double)bin / BinsPerDecade);
            bins.Add(new DistributionBin(from / perUnit, to / perUnit, upTo - passed));
            passed = upTo;
        }

        return bins;
    }

    private static int BinOf(long value) => (int)Math.Floor(Math.Log10(Math.Max(1, value)) * BinsPerDecade);
}
