using GameServer.Host.Metrics.Exposition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>What Prometheus scrapes.</summary>
internal static class MetricsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, MetricExporter metrics) =>
        routes.MapGet("/metrics", (HttpRequest request) =>
            {
                ExpositionFormat format = Negotiation.Choose(request.Headers.Accept);
                return Results.Bytes(metrics.Scrape(format), Negotiation.ContentType(format));
            })
            .Reads(AdminRole.Viewer, "metrics", "All metrics, as Prometheus' text or as OpenMetrics.").ExcludeFromDescription();
}
