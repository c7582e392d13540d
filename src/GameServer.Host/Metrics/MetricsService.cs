using System;
using GameServer.Host.Metrics.Exposition;

namespace GameServer.Host.Metrics;

/// <summary>The meter and all who listen to it.</summary>
internal sealed class MetricsService : IDisposable
{
    private readonly ServerMeter _meter;
    private readonly IDisposable? _push;

    /// <param name="read">Reads what instruments show; from any thread.</param>
    public MetricsService(Func<MetricReading> read)
    {
        _meter = new ServerMeter(new MetricSource(read));
        Exporter = new MetricExporter(_meter.Exports);
        _push = OtlpPush.StartIfAsked();
    }

    /// <summary>For who scrapes.</summary>
    public MetricExporter Exporter { get; }

    public void Dispose()
    {
        _push?.Dispose();   // with a last push, while there is something to read
        Exporter.Dispose();
        _meter.Dispose();
    }
}
