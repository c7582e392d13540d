using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Threading;

namespace GameServer.Host.Metrics.Exposition;

/// <summary>
/// Meters → the text that Prometheus scrapes. Listens to the instruments of the meters it is told to, whoever made them: the server's own and a game's. Scrapes come one at a time, from any thread; nothing is measured
/// while nobody asks, except what a game counts itself.
/// </summary>
internal sealed class MetricExporter : IDisposable
{
    /// <summary>Series per metric. The widest of the server's own, the stages of a tick by shard, has 256 × 7; what is told apart by more than a process has is a mistake.</summary>
    public const int SeriesMax = 2000;

    private readonly MeterListener _listener = new();
    private readonly List<MetricFamily> _families = [];
    private readonly Lock _familiesGate = new();
    private readonly Lock _scrapeGate = new();
    private readonly ArrayBufferWriter<byte> _text = new(64 * 1024);
    private readonly int _seriesMax;
    private long _scrape;

    /// <summary>Begins to listen.</summary>
    /// <param name="accepts">Whether a meter's instruments are exported.</param>
    /// <param name="seriesMax">Series per metric, the one for what is too much included.</param>
    public MetricExporter(Func<Meter, bool> accepts, int seriesMax = SeriesMax)
    {
        _seriesMax = seriesMax;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (accepts(instrument.Meter) && FamilyFor(instrument) is { } family) listener.EnableMeasurementEvents(instrument, new FamilyInstrument(family, instrument));
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Take(state, (double)value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Take(state, value, tags));
        _listener.Start();
    }

    /// <summary>Measures everything now and returns it as text, in UTF-8.</summary>
    public byte[] Scrape(ExpositionFormat format)
    {
        lock (_scrapeGate)
        {
            _scrape++;
            Observe();
            _text.ResetWrittenCount();
            ExpositionWriter writer = new(_text, format);
            lock (_familiesGate)
            {
                foreach (MetricFamily family in _families) writer.Write(family, _scrape);
            }

            writer.End();
            return _text.WrittenSpan.ToArray();
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // A game's instrument threw: it has no series this time, and the others, which were all asked, have theirs.
        }
    }

    private void Take(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        FamilyInstrument instrument = (FamilyInstrument)state!;
        instrument.Family.Take(instrument, value, tags, Volatile.Read(ref _scrape));
    }

    // The first to use a name says what it is; an instrument of another kind or unit under the same name is left out, as a scraper would take neither.
    private MetricFamily? FamilyFor(Instrument instrument)
    {
        if (FamilyInstrument.KindOf(instrument) is not { } kind) return null;
        string? histogram = HistogramPart.FamilyOf(instrument);
        string unit = MetricName.Unit(histogram is null ? instrument.Unit : HistogramPart.UnitOf(instrument), kind);
        string name = MetricName.Family(histogram ?? instrument.Name, unit);
        lock (_familiesGate)
        {
            foreach (MetricFamily family in _families)
            {
                if (family.Name == name) return family.Kind == kind ? family : null;
            }

            MetricFamily made = new(name, unit, instrument.Description ?? "", kind, _seriesMax);
            _families.Add(made);
            return made;
        }
    }
}
