using System.Linq;
using GameServer.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>The error catalogue.</summary>
internal static class ErrorEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/errors", () => Answers.Json(ErrorCatalogue.All.Select(ErrorView.Of).ToArray()))
            .Reads(AdminRole.Viewer, "listErrors", "Every error code: what it means, what to do, for whom, and where it shows itself.").Produces<ErrorView[]>().WithTags("errors");
        api.MapGet("/errors/{code}", (string code) => ErrorCatalogue.TryRead(code, out ErrorCode known)
                ? Answers.Json(ErrorView.Of(ErrorCatalogue.Of(known)))
                : Answers.Invalid("the code is none of the catalogue's; GS-1013 would be one"))
            .Reads(AdminRole.Viewer, "getError", "One error code.", ErrorCode.ArgumentInvalid).Produces<ErrorView>().WithTags("errors");
    }
}
