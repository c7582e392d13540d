using System;
using System.Collections.Generic;

namespace GameServer.Host.Dashboard.Parts;

/// <summary>Round numbers for a straight axis from 0.</summary>
/// <param name="Top">Where it ends.</param>
/// <param name="Step">Between two labels.</param>
internal readonly record struct ChartAxis(double Top, double Step)
{
    private const int LabelsMax = 4;

    /// <summary>An axis on which <paramref name="most"/> just fits, with two to four labels besides 0.</summary>
    public static ChartAxis For(double most)
    {
        if (!(most > 0)) return new ChartAxis(1, 1);
        double power = Math.Pow(10, Math.Floor(Math.Log10(most / LabelsMax)));
        foreach (double factor in (ReadOnlySpan<double>)[1, 2, 2.5, 5, 10])
        {
            double step = factor * power;
            if (most <= step * LabelsMax) return new ChartAxis(Math.Ceiling(most / step * 0.999) * step, step);
        }

        return new ChartAxis(most, most);
    }

    /// <summary>The labels above 0.</summary>
    public IEnumerable<double> Labels()
    {
        for (int i = 1; i * Step <= Top * 1.0001; i++) yield return i * Step;
    }
}
