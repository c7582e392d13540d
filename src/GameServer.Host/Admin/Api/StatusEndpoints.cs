using GameServer.Core;
using GameServer.Replication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>What the server is doing, from its status boards.</summary>
internal static class StatusEndpoints
{
    /// <summary>As the load tester reads them, outside the versioned API.</summary>
    public static void MapUnversioned(IEndpointRouteBuilder routes, StatusSource source)
    {
        routes.MapGet("/status", () => Results.Json(source.Read(), StatusSource.Json))
            .Reads(AdminRole.Viewer, "status", "The whole status.").ExcludeFromDescription();
        routes.MapGet("/attribution", (int room) => source.Attribution(room) is { } report ? Results.Json(report, StatusSource.Json) : NoRoom(room))
            .Reads(AdminRole.Viewer, "attribution", "Where a room's bits and time go.").ExcludeFromDescription();
    }

    public static void Map(IEndpointRouteBuilder api, StatusSource source)
    {
        api.MapGet("/status", () => Answers.Json(source.Read()))
            .Reads(AdminRole.Viewer, "getStatus", "The whole status: process, players' records, and each shard's counters.").Produces<NodeReport>().WithTags("status");
        api.MapGet("/ticks", () => Answers.Json(source.ReadTicks()))
            .Reads(AdminRole.Viewer, "getTicks", "How each shard keeps its time.").Produces<TickView[]>().WithTags("status");
        api.MapGet("/rooms/{room:int}/attribution", (int room) => source.Attribution(room) is { } report ? Answers.Json(report) : NoRoom(room))
            .Reads(AdminRole.Viewer, "getAttribution", "Which entity kind, field and player cost how many snapshot bits and nanoseconds over the last minute. The first call starts the sampling; it ends two minutes after the last.", ErrorCode.RoomNotFound)
            .Produces<AttributionReport>().WithTags("status");
    }

    private static ProblemResult NoRoom(int room) => new(ErrorCode.RoomNotFound, $"there is no room {room}");
}
