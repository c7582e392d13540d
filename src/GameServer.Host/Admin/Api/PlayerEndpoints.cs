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
    private const int QueryBytesMax = 64;

    private static readonly ErrorCode[] s_list = [ErrorCode.ArgumentInvalid, ErrorCode.ServerBusy, ErrorCode.ServerSilent];
    private static readonly ErrorCode[] s_one = [.. s_list, ErrorCode.PlayerNotFound, ErrorCode.PlayerAmbiguous];

    public static void Map(IEndpointRouteBuilder api, Operations operations, ServerLog log)
    {
        IEndpointRouteBuilder players = api.MapGroup("/players").WithTags("players");
        players.MapGet("", async (int? room, string? query, int? limit, string? after, CancellationToken cancel) =>
            {
                if (Answers.PageProblem(limit, after) is { } problem) return problem;
                if (query is not null && (query.Length == 0 || !Answers.IsText(query, QueryBytesMax))) return Answers.Invalid($"query is text of 1 to {QueryBytesMax} bytes");
                return Answers.Of(await operations.PlayersAsync(new PlayerFilter(Room: room is { } number ? new RoomId(number) : null, Part: query), limit ?? Answers.PageUsual, after, cancel));
            })
            .Reads(AdminRole.Viewer, "listPlayers", "Players with seats, in order of their ids, a page at a time: the next page with after = next.", s_list).Produces<PlayerPage>();
        players.MapGet("/{player}", (string player, CancellationToken cancel) => ReadAsync(operations, log, player, cancel))
            .Reads(AdminRole.Viewer, "getPlayer", "One player: seat, connection and its quality, and what happened to the player lately. By id also one who has left.", s_one).Produces<PlayerReport>();
        players.MapPost("/{player}/kick", async (string player, KickBody body, CancellationToken cancel) =>
                Answers.IsText(body.Reason) ? Answers.Of(await operations.KickAsync(player, body.Reason, cancel)) : Answers.InvalidText("reason"))
            .Changes(AdminRole.Operator, "kickPlayer", "Ends a player's session: the player reads why, and loses the seat. Joining again is possible.", s_one).Produces<PlayerView>();
        players.MapPost("/{player}/move", async (string player, MoveBody body, CancellationToken cancel) => Answers.Of(await operations.MoveAsync(player, body.Room, cancel)))
            .Changes(AdminRole.Operator, "movePlayer", "Sends a player to another room; the client follows by itself.", [.. s_one, ErrorCode.RoomNotFound, ErrorCode.RoomFull, ErrorCode.PlayerInRoom, ErrorCode.PlayerAway])
            .Produces<PlayerView>();
        players.MapPost("/{player}/message", async (string player, MessageBody body, CancellationToken cancel) =>
                Answers.IsText(body.Text) ? Answers.Of(await operations.MessagePlayerAsync(player, body.Text, cancel)) : Answers.InvalidText("text"))
            .Changes(AdminRole.Operator, "messagePlayer", "Lets a player read something.", [.. s_one, ErrorCode.PlayerAway]).Produces<MessageReport>();
        api.MapGet("/sessions", async (int? limit, string? after, CancellationToken cancel) =>
            {
                if (Answers.PageProblem(limit, after) is { } problem) return problem;
                Outcome<PlayerPage> found = await operations.PlayersAsync(default, limit ?? Answers.PageUsual, after, cancel);
                return found.IsDone ? Answers.Json(SessionPage.Of(found.Value!)) : Answers.Of(found);
            })
            .Reads(AdminRole.Viewer, "listSessions", "Sessions, those included whose players have lost the connection, in order of their players' ids.", s_list).Produces<SessionPage>().WithTags("players");
        api.MapGet("/peers", async (CancellationToken cancel) => Answers.Of(await operations.PeersAsync(cancel)))
            .Reads(AdminRole.Viewer, "listPeers", "Connections, joined or not.", ErrorCode.ServerBusy, ErrorCode.ServerSilent).Produces<System.Collections.Generic.IReadOnlyList<PeerView>>().WithTags("players");
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
}
