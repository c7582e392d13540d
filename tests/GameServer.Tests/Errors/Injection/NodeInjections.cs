using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Data;
using GameServer.Host.Logging;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Tests.Admin;

namespace GameServer.Tests.Errors.Injection;

/// <summary>Disks, stores and content that fail: what the node's log says of it, and what operators are answered.</summary>
internal static class NodeInjections
{
    private const string Token = AdminUnderTest.Admin;

    public static IEnumerable<(ErrorCode Code, Func<ErrorPlaces> Run)> All() =>
    [
        Journal(ErrorCode.JournalFailing, default, new JournalState(JournalHealth.Failing, "no space left on device", 1 << 20)),
        Journal(ErrorCode.JournalGap, new ShardStatus { JournalGapRooms = 1 }, default),
        Records(ErrorCode.RecordsFailing, default, status => status.Health = StoreHealth.Probing),
        Records(ErrorCode.RecordsFull, default, status => status.IsFull = true),
        Records(ErrorCode.RecordsRefused, default, status => status.PlayersKeptAside = 1),
        Records(ErrorCode.PromiseRefused, new ShardStatus { PromisesRefused = 3 }, _ => { }),
        Api(ErrorCode.ChangeNotStored, admin => admin.Ask(HttpMethod.Put, "/api/v1/players/anna/ban", Token, "{\"reason\":\"x\"}"), new AdminUnderTest.Faults { BansCannotBeStored = true }),
        Api(ErrorCode.TooManyBans, admin =>
        {
            admin.Bans.Table.Replace(Enumerable.Range(0, Host.Operating.BanBook.BansMax).Select(i => new Ban($"player {i}", "", 0, long.MaxValue)).ToDictionary(ban => ban.PlayerId));
            return admin.Ask(HttpMethod.Put, "/api/v1/players/anna/ban", Token, "{\"reason\":\"x\"}");
        }),
        Api(ErrorCode.TooManyRooms, admin => admin.Ask(HttpMethod.Post, "/api/v1/rooms", Token, "{}"), new AdminUnderTest.Faults { HasAllRooms = true }),
        Api(ErrorCode.RequestFailed, admin => admin.Ask(HttpMethod.Get, "/metrics", Token), new AdminUnderTest.Faults { LacksMetrics = true }),
        Api(ErrorCode.PlayerAway, PlayerAway),
        Api(ErrorCode.ServerDraining, async admin =>
        {
            await admin.Ask(HttpMethod.Post, "/api/v1/drain", Token, "{\"limitSeconds\":0}");
            AdminUnderTest.Answer answer = await admin.Ask(HttpMethod.Post, "/api/v1/drain", Token, "{\"limitSeconds\":60}");
            for (int i = 0; i < 1_000 && answer.Status == 200; i++) answer = await admin.Ask(HttpMethod.Post, "/api/v1/drain", Token, "{\"limitSeconds\":0}");
            return answer;
        }),
        Api(ErrorCode.ContentVersionUnknown, admin => admin.Ask(HttpMethod.Get, "/api/v1/content/versions/0123456789abcdef", Token), s_content),
        Api(ErrorCode.ContentInvalid, admin => admin.Ask(HttpMethod.Post, "/api/v1/content/publish", Token, "{\"files\":{\"nonsense.yaml\":\"a: [\"}}"), s_content),
        Api(ErrorCode.ContentNothingToChange, admin => admin.Ask(HttpMethod.Post, "/api/v1/content/rollback", Token, "{}"), s_content),
        Api(ErrorCode.ContentStoreFailing, admin =>
        {
            admin.LoseFolder();
            return admin.Ask(HttpMethod.Post, "/api/v1/content/publish", Token, "{\"files\":{}}");
        }, s_content with { AuditsInMemory = true }),
    ];

    private static readonly AdminUnderTest.Faults s_content = new() { HasContent = true };

    private static (ErrorCode Code, Func<ErrorPlaces> Run) Journal(ErrorCode code, ShardStatus status, JournalState state) => Noted(code, status, board => new JournalLog([board], _ => state).Next());

    private static (ErrorCode Code, Func<ErrorPlaces> Run) Records(ErrorCode code, ShardStatus status, Action<PlayerWriterStatus> fail) => Noted(code, status, board =>
    {
        PlayerWriterStatus failing = new();
        fail(failing);
        return new PlayerLog([board], () => failing).Next();
    });

    private static (ErrorCode Code, Func<ErrorPlaces> Run) Noted(ErrorCode code, ShardStatus status, Func<StatusBoard, IReadOnlyList<OperatorNote>> next) => (code, () =>
    {
        StatusBoard board = new();
        board.Publish(status);
        using ServerLog log = Sighting.NewLog();
        foreach (OperatorNote note in next(board)) NodeMessages.Changed(log.Node, LogEventId.JournalChanged, note);
        return Sighting.In(log, code);
    });

    private static (ErrorCode Code, Func<ErrorPlaces> Run) Api(ErrorCode code, Func<AdminUnderTest, Task<AdminUnderTest.Answer>> inject, AdminUnderTest.Faults? faults = null) => (code, () =>
    {
        using AdminUnderTest admin = new(faults: faults);
        bool isAnswered = inject(admin).GetAwaiter().GetResult().Code == code;
        return Sighting.In(admin.Log, code) | (isAnswered ? ErrorPlaces.Api : ErrorPlaces.None);
    });

    // Silent for longer than the transport's patience, and the seat is kept.
    private static async Task<AdminUnderTest.Answer> PlayerAway(AdminUnderTest admin)
    {
        using (PolledPlayer player = new(admin.GameEndpoint, "anna", "anna"))
        {
            Assert200(await admin.Ask(HttpMethod.Get, "/api/v1/players/anna", Token));
        }

        AdminUnderTest.Answer answer;
        long deadline = Environment.TickCount64 + 60_000;
        do
        {
            await Task.Delay(50);
            answer = await admin.Ask(HttpMethod.Post, "/api/v1/players/anna/message", Token, "{\"text\":\"hello\"}");
        }
        while (answer.Code != ErrorCode.PlayerAway && Environment.TickCount64 < deadline);
        return answer;
    }

    private static void Assert200(AdminUnderTest.Answer answer) => Xunit.Assert.Equal(200, answer.Status);
}
