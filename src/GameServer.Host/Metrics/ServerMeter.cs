using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using GameServer.Host.Metrics.Exposition;

namespace GameServer.Host.Metrics;

/// <summary>
/// The table of instruments as a meter, which exporters of any make can listen to. All of them are observed: a tick thread counts in plain numbers of its own, leaves a picture ten times a second, and never hears of
/// meters. What collects reads the newest picture.
/// </summary>
internal sealed class ServerMeter : IDisposable
{
    /// <summary>The meter's name; a game's own may be named the same with something behind a dot, and are exported with it.</summary>
    public const string Name = "GameServer";

    private readonly Meter _meter;

    public ServerMeter(MetricSource source)
    {
        _meter = new Meter(new MeterOptions(Name) { Version = typeof(ServerMeter).Assembly.GetName().Version?.ToString() });
        foreach (InstrumentSpec spec in InstrumentTable.All) Create(spec, source);
    }

    /// <summary>Whether a meter is this one, or a game's.</summary>
    public bool Exports(Meter meter) => meter == _meter || meter.Name.StartsWith(Name + ".", StringComparison.Ordinal);

    public void Dispose() => _meter.Dispose();

    private void Create(InstrumentSpec spec, MetricSource source)
    {
        if (spec.Kind == InstrumentKind.Gauge) _meter.CreateObservableGauge(spec.Name, () => spec.Read(source.Current()), spec.Unit, spec.Help);
        else if (spec.ReadSums is null) _meter.CreateObservableCounter(spec.Name, () => spec.Read(source.Current()), spec.Unit, spec.Help);
        else CreateHistogram(spec, spec.ReadSums, source);
    }

    private void CreateHistogram(InstrumentSpec spec, Func<MetricReading, IEnumerable<Measurement<double>>> readSums, MetricSource source)
    {
        KeyValuePair<string, object?>[] tags = HistogramPart.Tags(spec.Name, spec.Unit);
        _meter.CreateObservableCounter(spec.Name + HistogramPart.BucketSuffix, () => spec.Read(source.Current()), "{count}", spec.Help, tags);
        _meter.CreateObservableCounter(spec.Name + HistogramPart.SumSuffix, () => readSums(source.Current()), spec.Unit, spec.Help, tags);
    }
}
