using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GameServer.Host.Dashboard.Parts;

/// <summary>
/// Where everything in a line chart stands. The drawing is <see cref="Width"/> wide and stretched to the room there is; heights are pixels and never stretched, and labels are drawings beside it,
/// so that letters are as large on a phone as on a wide screen.
/// </summary>
internal sealed class LineDrawing
{
    public const int Width = 1000;
    public const int Height = 132;

    private const int Top = 8;
    private const int Foot = Height - 4;
    private const int NameHeight = 27;   // two rows of text: the name and the newest value

    private readonly double _pointWidth;

    /// <param name="series">One to three.</param>
    /// <param name="points">As many points as the drawing is wide.</param>
    /// <param name="limit">A value that should not be passed; 0: none. It is shown when the values come near it.</param>
    public LineDrawing(IReadOnlyList<ChartSeries> series, int points, double limit)
    {
        double most = series.SelectMany(line => line.Values).DefaultIfEmpty().Max();
        ShowsLimit = limit > 0 && limit <= most * 2.5;
        Axis = ChartAxis.For(ShowsLimit ? Math.Max(most, limit) : most);
        Limit = limit;
        _pointWidth = (double)Width / Math.Max(1, points - 1);
        Names = Apart([.. series.Select(line => line.Values.Count == 0 ? Foot : Y(line.Values[^1]))]);
    }

    public ChartAxis Axis { get; }

    public double Limit { get; }

    public bool ShowsLimit { get; }

    /// <summary>The middle of each series' name beside the drawing, none over another.</summary>
    public double[] Names { get; }

    public double Y(double value) => Foot - (Math.Clamp(value / Axis.Top, 0, 1) * (Foot - Top));

    /// <summary>The line as the data of an SVG path.</summary>
    public string Line(ChartSeries series)
    {
        StringBuilder path = new(series.Values.Count * 12);
        for (int i = 0; i < series.Values.Count; i++)
        {
            double x = Width - ((series.Values.Count - 1 - i) * _pointWidth);
            path.Append(i == 0 ? 'M' : 'L').Append(Figure.Place(x)).Append(' ').Append(Figure.Place(Y(series.Values[i])));
        }

        if (series.Values.Count == 1) path.Append("h0");   // a dot
        return path.ToString();
    }

    // From the highest line down, each name at its line's end or as far below the one before as its two rows take; then back up where the foot is passed.
    private static double[] Apart(double[] ends)
    {
        int[] order = [.. Enumerable.Range(0, ends.Length).OrderBy(index => ends[index])];
        double[] names = new double[ends.Length];
        double least = NameHeight / 2.0;
        foreach (int index in order)
        {
            names[index] = Math.Max(least, ends[index]);
            least = names[index] + NameHeight;
        }

        double most = Height - (NameHeight / 2.0);
        foreach (int index in order.Reverse())
        {
            names[index] = Math.Min(most, names[index]);
            most = names[index] - NameHeight;
        }

        return names;
    }
}
