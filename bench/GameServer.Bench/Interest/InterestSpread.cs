using System;
using System.Collections.Generic;
using System.Linq;

namespace GameServer.Bench.Interest;

/// <summary>A median with its extremes.</summary>
internal sealed record InterestSpread(double Median, double Min, double Max) : IFormattable
{
    public static InterestSpread Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new InterestSpread(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    public string ToString(string? format, IFormatProvider? provider) =>
        $"{Median.ToString(format, provider)} ({Min.ToString(format, provider)}–{Max.ToString(format, provider)})";
}
