using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GameServer.LoadTest.Compare;

/// <summary>Where the median of a figure's seconds lies, and where it might as well lie.</summary>
/// <param name="Median">Of all seconds.</param>
/// <param name="HalfWidth">Of the 95 % band around it.</param>
internal sealed record Band(double Median, double HalfWidth)
{
    // The deviation of a normal distribution over its median absolute deviation, and the standard error of its median over that of its mean.
    private const double DeviationPerMad = 1.4826;
    private const double MedianError = 1.2533;
    private const double Confidence = 1.96;

    public double Low => Median - HalfWidth;

    public double High => Median + HalfWidth;

    /// <summary>Null when there are too few seconds to know their scatter.</summary>
    public static Band? Of(IEnumerable<double> seconds)
    {
        double[] values = [.. seconds];
        if (values.Length < 5) return null;
        double median = MedianOf(values);
        double deviation = DeviationPerMad * MedianOf([.. values.Select(value => Math.Abs(value - median))]);
        return new Band(median, Confidence * MedianError * deviation / Math.Sqrt(values.Length));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.###} ± {HalfWidth:0.###}");

    private static double MedianOf(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
