using System.Threading;
using GameServer.Core;
using GameServer.Host.Operating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>Leaving, politely.</summary>
internal static class DrainEndpoints
{
    public static void Map(IEndpointRouteBuilder api, Operations operations, HostOptions options)
    {
        IEndpointRouteBuilder drain = api.MapGroup("/drain").WithTags("drain");
        drain.MapGet("", () => Answers.Json(operations.Drain))
            .Reads(AdminRole.Viewer, "getDrain", "How far the server is with leaving.").Produces<DrainView>();
        drain.MapPost("", async (DrainBody body, CancellationToken cancel) =>
                body.Message is null || Answers.IsText(body.Message)
                    ? Answers.Of(await operations.DrainAsync(body.LimitSeconds ?? options.DrainSeconds, body.Redirect ?? options.DrainTo, body.Message, cancel))
                    : Answers.InvalidText("message"))
            .Changes(
                AdminRole.Admin, "drain", "Begins to leave, or changes how: nobody new is let in, players are told, and the process ends when all have left, or at the limit (without one, that of --drain-seconds).",
                ErrorCode.ArgumentInvalid, ErrorCode.ServerBusy, ErrorCode.ServerSilent)
            .Produces<DrainView>();
        drain.MapDelete("", async (CancellationToken cancel) => Answers.Of(await operations.CancelDrainAsync(cancel)))
            .Changes(AdminRole.Admin, "cancelDrain", "Stays after all.", ErrorCode.NotDraining, ErrorCode.ServerBusy, ErrorCode.ServerSilent).Produces<DrainView>();
    }
}
