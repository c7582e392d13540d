using System;
using System.Collections.Generic;
using System.Threading;

namespace GameServer.Host.Metrics.Exposition;

/// <summary>
/// All series of one metric. However careless the code that measures, there are never more than the limit: tags that would be one more are added up in one series that says so, as OpenTelemetry does it. Locked, because
/// a game may count from any thread; nothing of the server's own passes here before somebody scrapes.
/// </summary>
internal sealed class MetricFamily(string name, string unit, string help, FamilyKind kind, int seriesMax)
{
    /// <summary>The label of the series that holds what was one too many.</summary>
    public const string OverflowLabel = "otel_metric_overflow";

    private static readonly KeyValuePair<string, object?>[] s_overflowTags = [new(OverflowLabel, "true")];

    private readonly Dictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly List<MetricSeries> _order = [];
    private readonly Lock _gate = new();
    private int _next;   // the series that the next measurement is likely to be of: scrapes bring them in the same order
    private bool _isObserved;

    public string Name => name;

    public string Unit => unit;

    public string Help => help;

    public FamilyKind Kind => kind;

    /// <summary>Takes a measurement of one of the family's instruments.</summary>
    /// <param name="instrument">Says how the value is meant.</param>
    /// <param name="value">What was measured.</param>
    /// <param name="tags">Its labels.</param>
    /// <param name="scrape">Number of the scrape that is going on, for what is observed.</param>
    public void Take(FamilyInstrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, long scrape)
    {
        lock (_gate)
        {
            switch (instrument.Meaning)
            {
                case Meaning.Bucket:
                    if (tags.Length > 0 && tags[^1].Key == HistogramPart.BoundTag) Observe(tags[..^1], scrape).Observe(HistogramPart.Bound(tags[^1].Value), value);
                    break;
                case Meaning.Whole:
                    Observe(tags, scrape).Value += value;
                    break;
                case Meaning.Sample:
                    Find(tags).Record(value, instrument.Bounds);
                    break;
                case Meaning.State:
                    Find(tags).Value = value;
                    break;
                default:
                    if (kind == FamilyKind.Gauge || value >= 0) Find(tags).Value += value;
                    break;
            }
        }
    }

    /// <summary>Shows each series that holds something now, in the order in which they were first seen.</summary>
    public void Show(long scrape, Action<MetricSeries> show)
    {
        lock (_gate)
        {
            if (_isObserved) _order.RemoveAll(series => series.SeenIn != scrape && _series.Remove(series.LabelText));   // no longer observed; what is counted stays
            _next = 0;
            foreach (MetricSeries series in _order) show(series);
        }
    }

    // A series that is observed begins each scrape with nothing.
    private MetricSeries Observe(ReadOnlySpan<KeyValuePair<string, object?>> tags, long scrape)
    {
        _isObserved = true;
        MetricSeries series = Find(tags);
        if (series.SeenIn == scrape) return series;
        series.SeenIn = scrape;
        series.Value = 0;
        series.Buckets.Clear();
        return series;
    }

    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_next > 0 && _next <= _order.Count && _order[_next - 1].HasTags(tags)) return _order[_next - 1];   // the next bucket of the same
        if (_next >= _order.Count) _next = 0;
        MetricSeries series = _next < _order.Count && _order[_next].HasTags(tags) ? _order[_next] : Look(tags);
        _next++;
        return series;
    }

    private MetricSeries Look(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = LabelText.Of(tags);
        if (_series.TryGetValue(labels, out MetricSeries? known)) return known;
        if (_series.Count >= seriesMax - 1)
        {
            tags = s_overflowTags;
            labels = LabelText.Of(tags);
            if (_series.TryGetValue(labels, out known)) return known;
        }

        MetricSeries series = new(labels, tags.ToArray()) { SeenIn = -1 };
        _series.Add(labels, series);
        _order.Add(series);
        return series;
    }
}
