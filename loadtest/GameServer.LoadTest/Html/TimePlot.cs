using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace GameServer.LoadTest.Html;

/// <summary>Lines and bars over the seconds of a run, from 0 up, with the run's phases behind them.</summary>
internal static class TimePlot
{
    /// <summary>A limit further above the values than this would leave them flat at the bottom; it is told in the legend alone.</summary>
    private const double LimitRoom = 1.7;

    private const double NameRoom = 0.05;   // a narrower stretch has no room for its name

    /// <summary>One figure; null when none of the lines has a value other than 0. A line without values is left out.</summary>
    /// <param name="scale">Of the page.</param>
    /// <param name="title">What is drawn.</param>
    /// <param name="unit">Of all lines.</param>
    /// <param name="about">A sentence on how to read it; empty: none.</param>
    /// <param name="lines">Up to four.</param>
    /// <param name="limit">A value that should not be passed, and its name.</param>
    public static XElement? Of(TimeScale scale, string title, string unit, string about, IReadOnlyList<PlotLine> lines, (string Name, double Value)? limit = null)
    {
        lines = [.. lines.Where(line => line.Values.Any(value => value is not null))];
        double?[] values = [.. lines.SelectMany(line => line.Values).Where(value => value is not null)];
        double most = values.Length == 0 ? 0 : values.Max()!.Value;
        if (most <= 0) return null;
        bool showsLimit = limit is { } known && known.Value <= most * LimitRoom;
        Axis axis = Axis.For(showsLimit ? Math.Max(most, limit!.Value.Value * 1.05) : most);
        List<XElement> shapes = [.. Bands(scale), PlotFrame.Grid(axis.Labels().Skip(1).Select(value => value / axis.Top))];
        for (int i = lines.Count - 1; i >= 0; i--) shapes.Add(lines[i].IsBars ? Bars(scale, axis, lines[i], i) : Line(scale, axis, lines[i], i));
        if (showsLimit) shapes.Add(Tag.Shape("path", "limit", Tag.With("d", $"M0 {Y(axis, limit!.Value.Value)}h{PlotFrame.Width}")));
        XElement frame = PlotFrame.Frame(
            $"{title} in {unit} over time",
            Tag.Of("div", "above", scale.Bands.Where(band => band.To - band.From >= NameRoom).Select(NameOf)),
            shapes,
            axis.Labels().Select(value => (Figure.Short(value), value / axis.Top)),
            scale.Labels());
        XElement figure = PlotFrame.Figure(title, unit, about, Legend(lines, limit), frame);
        figure.SetAttributeValue("class", "plot time");
        return figure;
    }

    private static IEnumerable<XElement> Bands(TimeScale scale) => scale.Bands.Where(band => !band.IsMeasured).Select(band => Tag.Shape(
        "path", "band", Tag.With("d", $"M{Figure.Place(band.From * PlotFrame.Width)} 0h{Figure.Place((band.To - band.From) * PlotFrame.Width)}v{PlotFrame.Height}H{Figure.Place(band.From * PlotFrame.Width)}z")));

    private static XElement NameOf(PlotBand band) => Tag.Of(
        "span",
        null,
        Tag.With("style", $"left:{PlotFrame.Percent(band.From)};width:{PlotFrame.Percent(band.To - band.From)}"),
        Tag.With("title", band.IsMeasured ? band.Name : $"{band.Name}, not measured"),
        band.Name);

    private static XElement Line(TimeScale scale, Axis axis, PlotLine line, int index)
    {
        StringBuilder path = new();
        bool isPenDown = false;
        for (int column = 0; column < line.Values.Count; column++)
        {
            if (line.Values[column] is not { } value)
            {
                isPenDown = false;
                continue;
            }

            path.Append(isPenDown ? 'L' : 'M').Append(Figure.Place(scale.X(column))).Append(' ').Append(Y(axis, value));
            bool isAlone = !isPenDown && (column + 1 == line.Values.Count || line.Values[column + 1] is null);
            if (isAlone) path.Append("h0");   // a round dot
            isPenDown = true;
        }

        return Tag.Shape("path", $"line {Colour(index)}", Tag.With("d", path.ToString()), Tag.With("data-key", line.Key));
    }

    private static XElement Bars(TimeScale scale, Axis axis, PlotLine line, int index)
    {
        StringBuilder path = new();
        double width = Math.Max(1.5, PlotFrame.Width / scale.Columns * 0.8);
        for (int column = 0; column < line.Values.Count; column++)
        {
            if (line.Values[column] is not > 0) continue;
            double left = scale.X(column) - (width / 2);
            path.Append('M').Append(Figure.Place(left)).Append(' ').Append(PlotFrame.Height).Append('V').Append(Y(axis, line.Values[column]!.Value))
                .Append('h').Append(Figure.Place(width)).Append('V').Append(PlotFrame.Height).Append('z');
        }

        return Tag.Shape("path", $"bar {Colour(index)}", Tag.With("d", path.ToString()), Tag.With("data-key", line.Key));
    }

    private static XElement Legend(IReadOnlyList<PlotLine> lines, (string Name, double Value)? limit) => Tag.Of(
        "ul",
        "legend",
        lines.Select((line, index) => Tag.Of(
            "li",
            $"{Colour(index)}{(line.IsBars ? " bars" : "")}",
            Tag.With("data-values", string.Join(' ', line.Values.Select(value => value is { } known ? Figure.Of(known) : "–"))),
            Tag.Of("i", null),
            line.Label,
            " ",
            Tag.Of("b", null, $"max {Figure.Of(line.Values.Max()!.Value)}"))),
        limit is { } known ? Tag.Of("li", "limit", Tag.Of("i", null), $"{known.Name} {Figure.Of(known.Value)}") : null);

    private static string Colour(int index) => $"c{index + 1}";

    private static string Y(Axis axis, double value) => Figure.Place(PlotFrame.Height * (1 - (Math.Max(0, value) / axis.Top)));
}
