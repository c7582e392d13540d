using System.Collections.Generic;
using System.Threading;
using GameServer.Core;
using GameServer.Host.Operating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>Rooms.</summary>
internal static class RoomEndpoints
{
    public static void Map(IEndpointRouteBuilder api, Operations operations)
    {
        IEndpointRouteBuilder rooms = api.MapGroup("/rooms").WithTags("rooms");
        rooms.MapGet("", async (CancellationToken cancel) => Answers.Of(await operations.RoomsAsync(cancel)))
            .Reads(AdminRole.Viewer, "listRooms", "All rooms in order of their numbers, without state hashes.", ErrorCode.ServerBusy, ErrorCode.ServerSilent).Produces<IReadOnlyList<RoomView>>();
        rooms.MapGet("/{room:int}", async (int room, CancellationToken cancel) => Answers.Of(await operations.RoomAsync(room, cancel)))
            .Reads(AdminRole.Viewer, "getRoom", "One room, with its state hash.", ErrorCode.RoomNotFound, ErrorCode.ServerBusy, ErrorCode.ServerSilent).Produces<RoomView>();
    }
}
