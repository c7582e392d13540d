using System;
using GameServer.Host.Metrics.Exposition;

namespace GameServer.Host.Metrics;

/// <summary>The meter and all who listen to it.</summary>
internal sealed class MetricsService : IDisposable
{
    private readonly ServerMeter _meter;

    /// <param name="read">Reads what instruments show; from any thread.</param>
    public MetricsService(Func<MetricReading> read)
    {
        _meter = new ServerMeter(new MetricSource(read));
        Exporter = new MetricExporter(_meter.Exports);
    }

    /// <summary>For who scrapes.</summary>
    public MetricExporter Exporter { get; }

    public void Dispose()
    {
        Exporter.Dispose();
        _meter.Dispose();
    }
}
