using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Tests.Support;
using GameServer.Tests.Simulation.Sessions;
using GameServer.Transport;

namespace GameServer.Tests.Errors.Injection;

/// <summary>What happens to players, made to happen on a shard: the log, the metrics and the timeline that its events become, and what the player's client says where it is told.</summary>
internal static class SessionInjections
{
    public static IEnumerable<(ErrorCode Code, Func<ErrorPlaces> Run)> All() =>
    [
        In(ErrorCode.ConnectKeyWrong, scene => scene.Join("anna"), options => options with { ConnectKey = "another key" }),
        In(ErrorCode.ServerNotAdmitting, scene =>
        {
            Known(scene);
            scene.Ask(new DrainRequest(new Drain(Redirect.Nowhere, "leaving", long.MaxValue), new Notice(NoticeKind.Draining, "leaving", 60, Redirect.Nowhere)));
            scene.Join("anna");
        }),
        In(ErrorCode.JoinMalformed, scene => scene.Ask([0xEE, 1, 2, 3])),
        In(ErrorCode.ProtocolVersionDiffers, scene => AskAsKnown(scene, request => request with { ProtocolVersion = 9_999 })),
        In(ErrorCode.SchemaUnreadable, scene => AskAsKnown(scene, request => request with { SchemaHash = 1, Game = "another game" })),
        In(ErrorCode.RoomNotFound, scene => AskAsKnown(scene, request => request with { RoomId = 77 })),
        In(ErrorCode.RoomFull, scene =>
        {
            Known(scene);
            scene.Seated("bert");
            scene.Join("anna");
        }, options => options with { PlayersPerRoom = 1 }),
        In(ErrorCode.PlayerIdInvalid, scene =>
        {
            scene.Seated("");
            scene.Ask(ResumeTests.Request(scene) with { PlayerId = scene.Room.Sessions[0].PlayerId });   // the id that the server gave somebody without
        }),
        (ErrorCode.ProfileUnavailable, () => WithoutProfile().GetAwaiter().GetResult()),
        In(ErrorCode.PlayerBanned, scene =>
        {
            scene.Seated("anna");
            scene.Bans.Replace(new Dictionary<string, Ban> { ["anna"] = new("anna", "cheating", 0, long.MaxValue) });
            scene.Ask(new BanPlayerRequest("anna", "cheating"));
        }),
        In(ErrorCode.ResumeTokenInvalid, scene => Claim(scene, "anna", [.. TokenOf(scene)[..^1], 0x55])),
        In(ErrorCode.ResumeTokenSpent, scene =>
        {
            byte[] spent = TokenOf(scene);
            scene.Silence(scene.Players[0], 8);
            scene.Run(14);
            Claim(scene, "anna", spent);
        }),
        In(ErrorCode.ResumeTokenOfOtherPlayer, scene =>
        {
            scene.Seated("ben");
            Claim(scene, "ben", TokenOf(scene));
        }),
        In(ErrorCode.ResumeTokenOfOtherRoom, scene => scene.Ask(ResumeTests.Request(scene) with { PlayerId = "anna", ResumeToken = TokenOf(scene), RoomId = 1 }), options => options with { Rooms = 2 }),
        In(ErrorCode.ResumeTokenOfOtherServer, scene =>
        {
            using SessionScene other = new(5, options => options with { NodeId = 8, TokenSecret = new byte[32] });
            byte[] token = TokenOf(other);
            scene.Seated("anna");
            Claim(scene, "anna", token);
        }, options => options with { NodeId = 7, TokenSecret = new byte[32] }),
        In(ErrorCode.SeatGivenUp, scene =>
        {
            byte[] token = TokenOf(scene);
            scene.Players[0].Client.Leave();
            scene.Run(1);
            Claim(scene, "anna", token);
        }),
        In(ErrorCode.GraceExpired, scene => Lose(scene, seconds: 12), options => options with { GraceSeconds = 3 }),
        In(ErrorCode.ServerStopping, scene =>
        {
            scene.Seated("anna");
            scene.Ask(new StopRequest());
        }),
        In(ErrorCode.RoomClosed, scene =>
        {
            scene.Seated("anna", options => options with { RoomId = 1 });
            scene.Ask(new CloseRoomRequest(new RoomId(1), "over"));
        }, options => options with { Rooms = 2 }, records: false),
        In(ErrorCode.TakenOver, scene =>
        {
            scene.Seated("anna");
            scene.Seated("anna");
        }),
        In(ErrorCode.PlayerKicked, scene =>
        {
            scene.Seated("anna");
            scene.Ask(new KickRequest(scene.SessionOf("anna").Key, "language"));
        }),
        In(ErrorCode.PlayerMoved, scene =>
        {
            scene.Seated("anna", options => options with { RoomId = 0 });
            scene.Ask(new ReserveSeatRequest(new RoomId(1), "anna"));
            scene.Ask(new MoveRequest(scene.SessionOf("anna").Key, new Redirect(":7777", 1), "to room 1"));
        }, options => options with { Rooms = 2 }),
        In(ErrorCode.ConnectionLost, scene => Lose(scene, seconds: 8)),
        In(ErrorCode.ConnectionLimitExceeded, scene =>
        {
            scene.Seated("anna");
            ((ITransportHandler)scene.Shard.Sessions).Disconnected(scene.SessionOf("anna").Peer, DisconnectReason.LimitExceeded, default);
        }),
        In(ErrorCode.HashMismatch, scene =>
        {
            scene.Seated("anna");
            scene.Network = SessionScene.Path with { CorruptChance = 0.05 };
            for (int i = 0; i < 100 && !scene.Players.Any(player => player.Errors.Contains(ErrorCode.HashMismatch)); i++) scene.Run(20);
            scene.Network = SessionScene.Path;
        }),
        In(ErrorCode.CommandsTooMany, scene => Command(scene, Limits.CommandsInFlight + 1)),
        In(ErrorCode.CommandOutOfOrder, scene => Command(scene, 1, first: 5)),
        In(ErrorCode.ContentRefusedByClient, scene =>
        {
            Session session = Seat(scene);
            scene.Shard.Events.Add(new SessionEvent { Kind = SessionEventKind.ContentRefused, At = scene.Now, Session = session.Key, PlayerId = "anna", PlayerName = "anna", Text = "", Number = 1 });
        }),
    ];

    private static (ErrorCode Code, Func<ErrorPlaces> Run) In(ErrorCode code, Action<SessionScene> inject, Func<ShardOptions, ShardOptions>? shape = null, bool records = true) => (code, () =>
    {
        using SessionScene scene = new(1, shape, records: records);
        inject(scene);
        scene.Run(2);
        return Sighting.In(scene, code);
    });

    // Whoever was here once has a timeline, which remembers refusals too.
    private static void Known(SessionScene scene)
    {
        scene.Seated("anna").Client.Leave();
        scene.Run(1);
    }

    private static void AskAsKnown(SessionScene scene, Func<JoinRequest, JoinRequest> shape)
    {
        Known(scene);
        scene.Ask(shape(ResumeTests.Request(scene) with { PlayerId = "anna" }));
    }

    private static Session Seat(SessionScene scene)
    {
        scene.Seated("anna");
        return scene.SessionOf("anna");
    }

    private static byte[] TokenOf(SessionScene scene) => scene.Seated("anna").Client.Ticket!.Token;

    private static void Claim(SessionScene scene, string playerId, byte[] token) => scene.Ask(ResumeTests.Request(scene) with { PlayerId = playerId, ResumeToken = token });

    private static void Lose(SessionScene scene, double seconds)
    {
        scene.Seated("anna").Kill();
        scene.Run(seconds);
    }

    private static void Command(SessionScene scene, int count, uint first = 1)
    {
        Session session = Seat(scene);
        byte[] message = new byte[CommandMessage.BytesMax];
        for (uint i = 0; i < count; i++) ((ITransportHandler)scene.Shard.Sessions).Received(session.Peer, DeliveryMethod.ReliableOrdered, 0, message.AsSpan(0, CommandMessage.Write(message, first + i, [1])));
    }

    private static async Task<ErrorPlaces> WithoutProfile()
    {
        TroubledStore store = new(new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions()));
        await store.OpenAsync(default);
        using SessionScene scene = new(1, options => options with { ProfileWaitSeconds = 1 }, players: new ScenePlayers(store, ArenaProfileRules.Instance));
        Known(scene);
        store.Hangs = true;
        scene.Join("anna");
        scene.Run(5);
        return Sighting.In(scene, ErrorCode.ProfileUnavailable);
    }
}
