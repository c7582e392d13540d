using System.Collections.Generic;
using GameServer.Host.Operating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>What supervisors ask: 200 for yes, 503 for no, and the reasons in the body. They need no token.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, StatusSource status, Operations operations)
    {
        routes.MapGet("/livez", () => Answer(Dead(status)))
            .ForAnybody("livez", "Whether the server runs: if not, start it anew.").Answers();
        routes.MapGet("/readyz", () => Answer([.. NotStarted(status), .. NotReady(operations)]))
            .ForAnybody("readyz", "Whether the server takes players in.").Answers();
        routes.MapGet("/startupz", () => Answer(NotStarted(status)))
            .ForAnybody("startupz", "Whether the server has started: every shard has begun to tick.").Answers();
        routes.MapGet("/healthz", () => status.IsAlive() ? Results.Text("ok\n") : Results.Text("stalled\n", statusCode: StatusCodes.Status503ServiceUnavailable))
            .ForAnybody("healthz", "As livez, for people.").ExcludeFromDescription();
    }

    private static string[] Dead(StatusSource status) => status.IsAlive() ? [] : ["a shard's ticks have not moved for two seconds"];

    private static IEnumerable<string> NotReady(Operations operations) => operations.IsReady ? [] : ["the server takes nobody in: it is about to leave"];

    private static List<string> NotStarted(StatusSource status)
    {
        List<string> reasons = [];
        foreach (ShardReport shard in status.Read().Shards)
        {
            if (shard.TickCount == 0) reasons.Add($"the shard on port {shard.Port} has not begun to tick");
        }

        return reasons;
    }

    private static IResult Answer(IReadOnlyList<string> reasons) =>
        Results.Json(HealthReport.Of(reasons), AdminJson.Options, statusCode: reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private static void Answers(this RouteHandlerBuilder endpoint) => endpoint.Produces<HealthReport>().Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable).WithTags("health");
}
