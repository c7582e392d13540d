using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Report.Page;

/// <summary>The seconds of a run folded into as many columns as a plot has room for: a soak of hours would otherwise make a page of many megabytes.</summary>
internal sealed class SeriesColumns
{
    private const int ColumnsMax = 480;

    private readonly IReadOnlyList<SeriesPoint> _series;
    private readonly int _perColumn;
    private readonly int _count;

    public SeriesColumns(LoadReport report)
    {
        _series = report.Series;
        _perColumn = Math.Max(1, (int)Math.Ceiling(_series.Count / (double)ColumnsMax));
        _count = (_series.Count + _perColumn - 1) / _perColumn;
        Scale = new TimeScale(_count * _perColumn, _count, [.. BandsOf(report)]);
    }

    public TimeScale Scale { get; }

    public int SecondsPerColumn => _perColumn;

    /// <summary>When each column begins, as on a clock.</summary>
    public IEnumerable<string> Clocks => Enumerable.Range(0, _count).Select(column => Figure.Clock(Scale.SecondsAt(column)).Replace(" h", "h", StringComparison.Ordinal));

    /// <summary>The worst second of each column.</summary>
    public IReadOnlyList<double?> Worst(Func<SeriesPoint, double?> of) => Fold(of, values => values.Max());

    /// <summary>The mean second of each column.</summary>
    public IReadOnlyList<double?> Mean(Func<SeriesPoint, double?> of) => Fold(of, values => values.Average());

    private double?[] Fold(Func<SeriesPoint, double?> of, Func<IEnumerable<double>, double> fold)
    {
        double?[] folded = new double?[_count];
        for (int column = 0; column < _count; column++)
        {
            double[] values = [.. _series.Skip(column * _perColumn).Take(_perColumn).Select(of).OfType<double>()];
            folded[column] = values.Length > 0 ? fold(values) : null;
        }

        return folded;
    }

    private IEnumerable<PlotBand> BandsOf(LoadReport report)
    {
        double seconds = Math.Max(1, _count * _perColumn);
        foreach (PhaseFigures phase in report.Phases.Where(phase => phase.Seconds > 0))
        {
            double from = Math.Min(1, phase.StartSeconds / seconds);
            yield return new PlotBand(phase.Name, from, Math.Min(1, (phase.StartSeconds + phase.Seconds) / seconds), phase.Measured);
        }

        if (report.Phases.Count == 0) yield break;
        double leave = (report.Phases[^1].StartSeconds + report.Phases[^1].Seconds) / seconds;
        if (leave < 1) yield return new PlotBand("leave", leave, 1, IsMeasured: false);
    }
}
