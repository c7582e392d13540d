using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Logging;
using GameServer.Host.Operating;
using GameServer.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>Players with seats: who is here, and what operators do with them. <c>{player}</c> is an id, or a name that only one of them has.</summary>
internal static class PlayerEndpoints
{
    private const int LimitDefault = 100;
    private const int QueryBytesMax = 64;

    private static readonly ErrorCode[] s_one = [ErrorCode.ArgumentInvalid, ErrorCode.PlayerNotFound, ErrorCode.PlayerAmbiguous, ErrorCode.ServerBusy, ErrorCode.ServerSilent];

    public static void Map(IEndpointRouteBuilder api, Operations operations, ServerLog log)
    {
        IEndpointRouteBuilder players = api.MapGroup("/players").WithTags("players");
        players.MapGet("", (int? room, string? query, int? limit, string? after, CancellationToken cancel) => ListAsync(operations, room, query, limit ?? LimitDefault, after, cancel))
            .Reads(AdminRole.Viewer, "listPlayers", "Players with seats, in order of their ids, a page at a time: the next page with after = next.", ErrorCode.ArgumentInvalid, ErrorCode.ServerBusy, ErrorCode.ServerSilent)
            .Produces<PlayerPage>();
        players.MapGet("/{player}", (string player, CancellationToken cancel) => ReadAsync(operations, log, player, cancel))
            .Reads(AdminRole.Viewer, "getPlayer", "One player: seat, connection and its quality, and what happened to the player lately. By id also one who has left.", s_one).Produces<PlayerReport>();
        players.MapPost("/{player}/kick", async (string player, KickBody body, CancellationToken cancel) =>
                Answers.IsText(body.Reason, TextLimits.ReasonBytes) ? Answers.Of(await operations.KickAsync(player, body.Reason, cancel)) : TextLimits.InvalidReason)
            .Changes(AdminRole.Operator, "kickPlayer", "Ends a player's session: the player reads why, and loses the seat. Joining again is possible.", s_one).Produces<PlayerView>();
    }

    // Who has no seat any more is remembered by id as long as there is a timeline.
    private static async Task<IResult> ReadAsync(Operations operations, ServerLog log, string player, CancellationToken cancel)
    {
        Outcome<PlayerView> found = await operations.PlayerAsync(player, cancel);
        string id = found.Value?.Id ?? player;
        TimelineView[] timeline = [.. log.Timelines.Read(id).Select(TimelineView.Of)];
        bool isKnown = found.IsDone || (found.Problem == OperationProblem.PlayerUnknown && timeline.Length > 0);
        return isKnown ? Answers.Json(new PlayerReport(id, found.Value, log.Levels.For(id), timeline)) : Answers.Of(found);
    }

    private static async Task<IResult> ListAsync(Operations operations, int? room, string? query, int limit, string? after, CancellationToken cancel)
    {
        if (limit is < 1 or > Operations.PageMax) return Answers.Invalid($"limit is {limit}; 1 to {Operations.PageMax} are possible");
        if (query is not null && !Answers.IsText(query, QueryBytesMax)) return Answers.Invalid($"query is text of 1 to {QueryBytesMax} bytes");
        if (after is not null && !Answers.IsText(after, PathRules.PlayerBytesMax)) return Answers.Invalid($"after is a player's id, 1 to {PathRules.PlayerBytesMax} bytes");
        return Answers.Of(await operations.PlayersAsync(new PlayerFilter(Room: room is { } number ? new RoomId(number) : null, Part: query), limit, after, cancel));
    }
}
