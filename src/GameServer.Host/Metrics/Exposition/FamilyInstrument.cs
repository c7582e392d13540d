using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;

namespace GameServer.Host.Metrics.Exposition;

/// <summary>An instrument and the family its measurements go to.</summary>
internal sealed class FamilyInstrument
{
    // What a histogram gets that does not say its own: seconds, as for requests.
    private static readonly double[] s_defaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public FamilyInstrument(MetricFamily family, Instrument instrument)
    {
        Family = family;
        Meaning = MeaningOf(instrument);
        Bounds = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => bounds,
            Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
            Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
            _ => s_defaultBounds,
        };
    }

    public MetricFamily Family { get; }

    public Meaning Meaning { get; }

    /// <summary>Upper ends of a recorded histogram's buckets.</summary>
    public IReadOnlyList<double> Bounds { get; }

    /// <summary>What family an instrument belongs to; null for a kind that is not known.</summary>
    public static FamilyKind? KindOf(Instrument instrument) => HistogramPart.FamilyOf(instrument) is not null ? FamilyKind.Histogram : DefinitionOf(instrument) switch
    {
        { } type when type == typeof(Counter<>) || type == typeof(ObservableCounter<>) => FamilyKind.Counter,
        { } type when type == typeof(Histogram<>) => FamilyKind.Histogram,
        { } type when type == typeof(UpDownCounter<>) || type == typeof(ObservableUpDownCounter<>) || type == typeof(Gauge<>) || type == typeof(ObservableGauge<>) => FamilyKind.Gauge,
        _ => null,
    };

    private static Meaning MeaningOf(Instrument instrument)
    {
        if (instrument.IsObservable) return HistogramPart.IsBucket(instrument) ? Meaning.Bucket : Meaning.Whole;
        Type? type = DefinitionOf(instrument);
        if (type == typeof(Histogram<>)) return Meaning.Sample;
        return type == typeof(Gauge<>) ? Meaning.State : Meaning.Change;
    }

    private static Type? DefinitionOf(Instrument instrument) => instrument.GetType() is { IsGenericType: true } type ? type.GetGenericTypeDefinition() : null;
}
