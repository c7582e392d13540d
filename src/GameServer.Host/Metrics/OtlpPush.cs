using System;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace GameServer.Host.Metrics;

/// <summary>
/// Pushes the same meters by OTLP when the usual variables ask for it: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> turns it on; headers, interval, timeout and resource attributes have theirs, as OpenTelemetry defines them. A collector
/// that is away costs the game nothing: what cannot be pushed is forgotten, and the next push has newer sums.
/// </summary>
internal static class OtlpPush
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string ServiceName = "gameserver";

    // Buckets of 256 shards, which the library counts as series of their own.
    private const int SeriesMax = 256 * 32;

    /// <summary>Begins to push.</summary>
    /// <returns>What ends it with a last push; null when nobody asked.</returns>
    public static IDisposable? StartIfAsked()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable))) return null;
        return Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}").AddEnvironmentVariableDetector())
            .AddMeter(ServerMeter.Name, ServerMeter.Name + ".*")
            .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = SeriesMax })
            .AddOtlpExporter(exporter =>
            {
                // OpenTelemetry's own default; this library's would be gRPC.
                if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(ProtocolVariable))) exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            })
            .Build();
    }
}
