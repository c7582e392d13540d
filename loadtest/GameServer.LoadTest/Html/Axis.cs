using System;
using System.Collections.Generic;

namespace GameServer.LoadTest.Html;

/// <summary>Round numbers for a straight axis from 0.</summary>
/// <param name="Top">Where it ends.</param>
/// <param name="Step">Between two labels.</param>
internal readonly record struct Axis(double Top, double Step)
{
    private static readonly double[] s_seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

    /// <summary>An axis on which <paramref name="most"/> just fits, with three to five labels besides 0.</summary>
    public static Axis For(double most)
    {
        if (!(most > 0)) return new Axis(1, 1);
        double power = Math.Pow(10, Math.Floor(Math.Log10(most / 3)));
        foreach (double factor in new[] { 1, 2, 2.5, 5, 10, 20 })
        {
            double step = factor * power;
            if (most <= step * 5) return new Axis(Math.Max(1, Math.Ceiling(most / step * 0.999)) * step, step);
        }

        return new Axis(most, most);
    }

    /// <summary>Seconds between two labels of a time axis, about six of them.</summary>
    public static double SecondsStep(double seconds) => Array.Find(s_seconds, step => seconds / step <= 6.5) is > 0 and { } found ? found : seconds / 6;

    public IEnumerable<double> Labels()
    {
        for (int i = 0; i * Step <= Top * 1.0001; i++) yield return i * Step;
    }
}
