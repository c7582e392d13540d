using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace GameServer.LoadTest.Html;

/// <summary>
/// Counts over a logarithmic axis of values. Counts are logarithmic too: the one in ten thousand that somebody complains about must be as visible as the crowd.
/// </summary>
internal static class HistogramPlot
{
    private const double Foot = 0.35;   // decades below one, so that a single value has a bar

    private const double Middle = 0.6;

    private static readonly double[] s_steps = [1, 2, 5];

    /// <summary>One figure.</summary>
    /// <param name="title">What was measured.</param>
    /// <param name="unit">Of the values.</param>
    /// <param name="about">A sentence on how to read it.</param>
    /// <param name="key">Its name in the data that it is drawn from.</param>
    /// <param name="bins">Ranges without gaps, each as many times wider than the one before, and how many values lie in them.</param>
    /// <param name="marks">Percentiles to point at, in rising order, three at most.</param>
    public static XElement Of(string title, string unit, string about, string key, IReadOnlyList<(double From, double To, long Count)> bins, IReadOnlyList<(string Name, double Value)> marks)
    {
        double most = Math.Log10(Math.Max(10, bins.Max(bin => bin.Count))) + Foot;
        double low = bins[0].From > 0 ? bins[0].From : bins[0].To * 0.9;
        (double Low, double High) range = (Math.Log10(low), Math.Log10(bins[^1].To));
        List<(string Text, double At)> counts = [.. CountLabels(most)];
        List<(string Name, double Value, double At)> placed = [.. marks.Select(mark => (mark.Name, mark.Value, Math.Clamp((Math.Log10(Math.Max(mark.Value, low)) - range.Low) / (range.High - range.Low), 0, 1)))];
        XElement frame = PlotFrame.Frame(
            $"{title} in {unit}: how often each value was measured",
            Tag.Of("div", "above marks", Names(placed, unit)),
            [PlotFrame.Grid(counts.Select(count => count.At)), Bars(bins, range, most, key), Marks(placed)],
            counts,
            ValueLabels(range));
        return PlotFrame.Figure(title, unit, about, frame);
    }

    private static XElement Bars(IReadOnlyList<(double From, double To, long Count)> bins, (double Low, double High) range, double most, string key)
    {
        StringBuilder path = new();
        double width = PlotFrame.Width / (range.High - range.Low);
        foreach ((double from, double to, long count) in bins)
        {
            if (count == 0) continue;
            double left = (from > 0 ? Math.Log10(from) - range.Low : 0) * width;
            double right = (Math.Log10(to) - range.Low) * width;
            double top = PlotFrame.Height * (1 - ((Math.Log10(count) + Foot) / most));
            path.Append('M').Append(Figure.Place(left)).Append(' ').Append(PlotFrame.Height).Append('V').Append(Figure.Place(top))
                .Append('H').Append(Figure.Place(Math.Max(left + 1, right - (width * 0.004)))).Append('V').Append(PlotFrame.Height).Append('z');
        }

        return Tag.Shape("path", "bar c1", Tag.With("d", path.ToString()), Tag.With("data-key", key));
    }

    private static XElement Marks(IEnumerable<(string Name, double Value, double At)> marks) =>
        Tag.Shape("path", "mark", Tag.With("d", string.Concat(marks.Select(mark => $"M{Figure.Place(mark.At * PlotFrame.Width)} 0v{PlotFrame.Height}"))));

    // One row each. Those beyond the middle are read towards the left, the last of them above the others, so that no line runs through a name of its side.
    private static IEnumerable<XElement> Names(IReadOnlyList<(string Name, double Value, double At)> marks, string unit) =>
        marks.Where(mark => mark.At <= Middle).Concat(marks.Where(mark => mark.At > Middle).Reverse()).Select((mark, row) => NameOf(mark, unit, row));

    private static XElement NameOf((string Name, double Value, double At) mark, string unit, int row) => Tag.Of(
        "span",
        mark.At > Middle ? "left" : null,
        Tag.With("style", string.Create(CultureInfo.InvariantCulture, $"left:{PlotFrame.Percent(mark.At)};top:{row * 15}px;height:{46 - (row * 15)}px")),
        $"{mark.Name} {Figure.Of(mark.Value)} {unit}");

    private static IEnumerable<(string Text, double At)> CountLabels(double most)
    {
        int step = most > 4.5 ? 2 : 1;
        for (int decade = 0; decade <= most - Foot + 0.001; decade += step) yield return (Figure.Short(Math.Pow(10, decade)), (decade + Foot) / most);
    }

    private static IEnumerable<(string Text, double At)> ValueLabels((double Low, double High) range)
    {
        double decades = range.High - range.Low;
        foreach (int decade in Enumerable.Range((int)Math.Floor(range.Low), (int)Math.Ceiling(decades) + 2))
        {
            foreach (double step in decades < 2.2 ? s_steps : [1])
            {
                double at = (decade + Math.Log10(step) - range.Low) / decades;
                if (at is >= 0 and <= 1) yield return (Figure.Of(step * Math.Pow(10, decade)), at);
            }
        }
    }
}
