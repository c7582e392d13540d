using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host;
using GameServer.Server;
using GameServer.Tests.Admin;

namespace GameServer.Tests.Errors.Injection;

/// <summary>What the admin API refuses: the problem that is answered, and what the log and the metrics say of it.</summary>
internal static class ApiInjections
{
    private const string Kick = "/api/v1/players/anna/kick";
    private const string Reason = "{\"reason\":\"x\"}";

    public static IEnumerable<(ErrorCode Code, Func<ErrorPlaces> Run)> All() =>
    [
        Ask(ErrorCode.TokenMissing, HttpMethod.Get, "/api/v1/rooms", null, token: null),
        Ask(ErrorCode.TokenUnknown, HttpMethod.Get, "/api/v1/rooms", null, token: "not-one-of-the-tokens"),
        Ask(ErrorCode.RoleTooLow, HttpMethod.Post, Kick, Reason, token: AdminUnderTest.Viewer),
        Run(ErrorCode.RemoteNotAllowed, admin => admin.Ask(HttpMethod.Get, "/api/v1/rooms", null, null, request => request.Headers.Add("X-Forwarded-For", "192.0.2.7")), shape: WithoutTokens),
        Run(ErrorCode.HostNotAllowed, admin => admin.Ask(HttpMethod.Get, "/api/v1/rooms", null, null, request => request.Headers.Host = "rebound.example"), shape: WithoutTokens),
        Run(ErrorCode.OriginNotAllowed, admin => admin.Ask(HttpMethod.Get, "/api/v1/rooms", AdminUnderTest.Admin, null, request => request.Headers.Add("Origin", "http://evil.example"))),
        Ask(ErrorCode.BodyMalformed, HttpMethod.Post, Kick, "{"),
        Ask(ErrorCode.BodyTooLarge, HttpMethod.Post, Kick, $"{{\"reason\":\"{new string('x', 100_000)}\"}}"),
        Run(ErrorCode.BodyNotJson, admin => admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Admin, Reason, request => request.Content!.Headers.ContentType = new("text/plain"))),
        Run(ErrorCode.BodyTooSlow, async admin => Parse(await admin.Write(Encoding.ASCII.GetBytes(
            $"POST {Kick} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {AdminUnderTest.Admin}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{")))),
        Ask(ErrorCode.ArgumentInvalid, HttpMethod.Get, "/api/v1/players?limit=0"),
        Ask(ErrorCode.RouteUnknown, HttpMethod.Get, "/api/v1/nothing"),
        Ask(ErrorCode.MethodNotAllowed, HttpMethod.Delete, "/api/v1/status"),
        Run(ErrorCode.RequestUnreadable, async admin => Parse(await admin.Write(Encoding.ASCII.GetBytes($"GET /api/../x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")))),
        Run(ErrorCode.ServerBusy, admin =>
        {
            while (admin.Shard.Commands.TryAdd(new AttributeRequest()))
            {
                // Until it is full: this shard stands still.
            }

            return admin.Ask(HttpMethod.Get, "/api/v1/rooms", AdminUnderTest.Admin);
        }, runs: false),
        Run(ErrorCode.ServerSilent, admin => admin.Ask(HttpMethod.Get, "/api/v1/rooms", AdminUnderTest.Admin), runs: false),
        Run(ErrorCode.AuditFailing, admin =>
        {
            admin.LoseFolder();
            return admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Admin, Reason);
        }),
        Ask(ErrorCode.RoomNotFound, HttpMethod.Get, "/api/v1/rooms/77"),
        Ask(ErrorCode.PlayerNotFound, HttpMethod.Post, Kick, Reason),
        Ask(ErrorCode.PlayerIdInvalid, HttpMethod.Put, $"/api/v1/players/{new string('x', 100)}/ban", Reason),
        Ask(ErrorCode.PlayerNotBanned, HttpMethod.Delete, "/api/v1/players/anna/ban"),
        Ask(ErrorCode.NotDraining, HttpMethod.Delete, "/api/v1/drain"),
        Ask(ErrorCode.LastRoom, HttpMethod.Delete, "/api/v1/rooms/0"),
        Ask(ErrorCode.ShardNotFound, HttpMethod.Post, "/api/v1/rooms", "{\"shard\":9}"),
        Ask(ErrorCode.ContentNotDeclared, HttpMethod.Get, "/api/v1/content"),
        With(ErrorCode.PlayerAmbiguous, [("one", "anna"), ("two", "anna")], admin => admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Admin, Reason)),
        With(ErrorCode.PlayerInRoom, [("anna", "anna")], admin => admin.Ask(HttpMethod.Post, "/api/v1/players/anna/move", AdminUnderTest.Admin, "{\"room\":0}")),
        With(ErrorCode.PlayerAnonymous, [("", "anna")], admin => admin.Ask(HttpMethod.Put, "/api/v1/players/anna/ban", AdminUnderTest.Admin, Reason)),
        With(ErrorCode.RoomFull, [("anna", "anna"), ("bert", "bert")], MoveToFullRoom, options => options with { Rooms = 2, PlayersPerRoom = 2 }),
    ];

    private static (ErrorCode Code, Func<ErrorPlaces> Run) Ask(ErrorCode code, HttpMethod method, string path, string? json = null, string? token = AdminUnderTest.Admin) =>
        Run(code, admin => admin.Ask(method, path, token, json));

    private static (ErrorCode Code, Func<ErrorPlaces> Run) Run(ErrorCode code, Func<AdminUnderTest, Task<AdminUnderTest.Answer>> inject, bool runs = true, Func<HostOptions, HostOptions>? shape = null) => (code, () =>
    {
        using AdminUnderTest admin = new(runs, shape);
        AdminUnderTest.Answer answer = inject(admin).GetAwaiter().GetResult();
        ErrorPlaces seen = Sighting.In(admin.Log, code);
        return answer.Code == code ? seen | ErrorPlaces.Api : seen;
    });

    private static (ErrorCode Code, Func<ErrorPlaces> Run) With(
        ErrorCode code, (string Id, string Name)[] players, Func<AdminUnderTest, Task<AdminUnderTest.Answer>> inject, Func<HostOptions, HostOptions>? shape = null) => Run(code, async admin =>
    {
        PolledPlayer[] here = [.. players.Select(player => new PolledPlayer(admin.GameEndpoint, player.Id, player.Name))];
        try
        {
            return await inject(admin);
        }
        finally
        {
            foreach (PolledPlayer player in here) player.Dispose();
        }
    }, shape: shape);

    // The first of two is moved into a room whose seats are all kept for others.
    private static Task<AdminUnderTest.Answer> MoveToFullRoom(AdminUnderTest admin)
    {
        foreach (string other in new[] { "carl", "dora", "emil" })
        {
            ReserveSeatRequest kept = new(new RoomId(1), other);
            admin.Shard.Commands.TryAdd(kept);
            while (!kept.IsDone) Task.Yield().GetAwaiter().GetResult();
        }

        return admin.Ask(HttpMethod.Post, "/api/v1/players/anna/move", AdminUnderTest.Admin, "{\"room\":1}");
    }

    private static HostOptions WithoutTokens(HostOptions options) => options with { AdminTokens = [] };

    private static AdminUnderTest.Answer Parse(string raw)
    {
        int body = raw.IndexOf('{', StringComparison.Ordinal);
        int end = raw.LastIndexOf('}');
        return new AdminUnderTest.Answer(int.Parse(raw.AsSpan(9, 3), null), raw.Contains("application/problem+json", StringComparison.Ordinal) ? "application/problem+json" : "", body < 0 ? "" : raw[body..(end + 1)]);
    }
}
