using System.Collections.Generic;
using System.Threading;
using GameServer.Core;
using GameServer.Host.Operating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>Rooms: which there are, one more, one less, and a word to all in one.</summary>
internal static class RoomEndpoints
{
    private static readonly ErrorCode[] s_one = [ErrorCode.ArgumentInvalid, ErrorCode.RoomNotFound, ErrorCode.ServerBusy, ErrorCode.ServerSilent];

    public static void Map(IEndpointRouteBuilder api, Operations operations)
    {
        IEndpointRouteBuilder rooms = api.MapGroup("/rooms").WithTags("rooms");
        rooms.MapGet("", async (CancellationToken cancel) => Answers.Of(await operations.RoomsAsync(cancel)))
            .Reads(AdminRole.Viewer, "listRooms", "All rooms in order of their numbers, without state hashes.", ErrorCode.ServerBusy, ErrorCode.ServerSilent).Produces<IReadOnlyList<RoomView>>();
        rooms.MapGet("/{room:int}", async (int room, CancellationToken cancel) => Answers.Of(await operations.RoomAsync(room, cancel)))
            .Reads(AdminRole.Viewer, "getRoom", "One room, with its state hash.", s_one).Produces<RoomView>();
        rooms.MapPost("", async (OpenRoomBody body, CancellationToken cancel) => Answers.Of(await operations.OpenRoomAsync(body.Shard, cancel)))
            .Changes(AdminRole.Operator, "openRoom", "Opens one more room.", ErrorCode.ShardNotFound, ErrorCode.TooManyRooms, ErrorCode.ServerDraining, ErrorCode.ChangeNotStored, ErrorCode.ServerBusy, ErrorCode.ServerSilent)
            .Produces<RoomChange>();
        rooms.MapDelete("/{room:int}", async (int room, CancellationToken cancel) => Answers.Of(await operations.CloseRoomAsync(room, cancel: cancel)))
            .Changes(AdminRole.Operator, "closeRoom", "Closes a room: its players are sent away, and it is gone once what it promised them is stored.", [.. s_one, ErrorCode.LastRoom, ErrorCode.ServerDraining, ErrorCode.ChangeNotStored])
            .Produces<RoomChange>();
        rooms.MapPost("/{room:int}/message", async (int room, MessageBody body, CancellationToken cancel) =>
                Answers.IsText(body.Text) ? Answers.Of(await operations.MessageRoomAsync(room, body.Text, cancel)) : Answers.InvalidText("text"))
            .Changes(AdminRole.Operator, "messageRoom", "Lets everybody in a room read something.", s_one).Produces<MessageReport>();
        api.MapPost("/message", async (MessageBody body, CancellationToken cancel) =>
                Answers.IsText(body.Text) ? Answers.Of(await operations.MessageAllAsync(body.Text, cancel)) : Answers.InvalidText("text"))
            .Changes(AdminRole.Operator, "messageAll", "Lets everybody on the server read something.", ErrorCode.ArgumentInvalid, ErrorCode.ServerBusy, ErrorCode.ServerSilent)
            .Produces<MessageReport>().WithTags("rooms");
    }
}
