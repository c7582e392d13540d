using System;

namespace GameServer.Host.Dashboard.History;

/// <summary>
/// The stretch of time that charts show: as much as there is, up to <see cref="NodeHistory.Seconds"/>, in at most 180 points. A point sums up seconds whose numbers do not change while time goes
/// on, so that lines move to the left and never wobble.
/// </summary>
/// <param name="Seconds">From the left edge to the right.</param>
/// <param name="Step">Seconds to a point.</param>
/// <param name="Labels">Below the chart, from left to right at even distances.</param>
internal sealed record ChartWindow(int Seconds, int Step, string[] Labels)
{
    private static readonly ChartWindow[] s_all =
    [
        new(60, 1, ["−60 s", "−40 s", "−20 s", "now"]),
        new(300, 2, ["−5 min", "−4", "−3", "−2", "−1", "now"]),
        new(NodeHistory.Seconds, 5, ["−15 min", "−10", "−5", "now"]),
    ];

    /// <summary>The narrowest that holds so many seconds.</summary>
    public static ChartWindow For(long seconds) => Array.Find(s_all, window => seconds <= window.Seconds) ?? s_all[^1];

    /// <summary>One value per point that is complete, the newest last.</summary>
    /// <param name="samples">The newest last.</param>
    /// <param name="count">Samples ever taken, these included.</param>
    /// <param name="of">What to draw of a sample.</param>
    /// <param name="sum">How the samples of a point become one.</param>
    public double[] Points(ReadOnlySpan<NodeSample> samples, long count, Func<NodeSample, double> of, PointSum sum)
    {
        int newer = (int)(count % Step);   // of the point that is not complete yet
        int points = Math.Min(Seconds / Step, (samples.Length - newer) / Step);
        double[] values = new double[Math.Max(0, points)];
        int first = samples.Length - newer - (values.Length * Step);
        for (int i = 0; i < values.Length; i++)
        {
            double most = 0;
            double total = 0;
            foreach (ref readonly NodeSample sample in samples.Slice(first + (i * Step), Step))
            {
                double value = of(sample);
                most = Math.Max(most, value);
                total += value;
            }

            values[i] = sum == PointSum.Most ? most : total / Step;
        }

        return values;
    }
}
