using System.Threading;
using GameServer.Core;
using GameServer.Host.Operating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>Who is not let in.</summary>
internal static class BanEndpoints
{
    public static void Map(IEndpointRouteBuilder api, Operations operations)
    {
        api.MapGet("/bans", (int? limit, string? after) =>
                Answers.PageProblem(limit, after) ?? Answers.Json(BanPage.Of(operations.Bans, limit ?? Answers.PageUsual, after)))
            .Reads(AdminRole.Viewer, "listBans", "Who is banned, in order of their ids, a page at a time.", ErrorCode.ArgumentInvalid).Produces<BanPage>().WithTags("bans");
        api.MapPut("/players/{player}/ban", async (string player, BanBody body, CancellationToken cancel) =>
                Answers.IsText(body.Reason) ? Answers.Of(await operations.BanAsync(player, body.Reason, body.Seconds, cancel)) : Answers.InvalidText("reason"))
            .Changes(
                AdminRole.Operator, "banPlayer", "Bans a player for a while or for good, by id also one who is not here; one who is loses the seat.",
                ErrorCode.ArgumentInvalid, ErrorCode.PlayerAmbiguous, ErrorCode.PlayerAnonymous, ErrorCode.PlayerIdInvalid, ErrorCode.TooManyBans, ErrorCode.ChangeNotStored, ErrorCode.ServerBusy, ErrorCode.ServerSilent)
            .Produces<BanView>().WithTags("bans");
        api.MapDelete("/players/{player}/ban", (string player) => Answers.Of(operations.LiftBan(player)))
            .Changes(AdminRole.Operator, "unbanPlayer", "Lets a player in again, by id.", ErrorCode.ArgumentInvalid, ErrorCode.PlayerNotBanned, ErrorCode.ChangeNotStored).Produces<BanView>().WithTags("bans");
    }
}
