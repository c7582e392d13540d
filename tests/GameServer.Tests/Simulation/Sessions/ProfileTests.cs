using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>What a player owns comes along to every match: read before the seat is given, complete whatever is still on its way to the store, and part of the room's log.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ProfileTests(PostgresServer server)
{
    [Theory]
    [InlineData(StoreKind.SimulatedDisk)]
    [PostgresData]
    public async Task Credits_and_plates_outlive_the_match_and_are_there_at_the_next_login_before_the_store_has_them(StoreKind kind)
    {
        await using StoreUnderTest kept = await StoreUnderTest.OpenAsync(kind, server);
        await kept.Store.CommitAsync([new PlayerCommit("anna", 0, new PlayerProfile(1, new ArenaProfile(20, 0).ToBytes()), [])], default);
        ScenePlayers players = new(kept.Store, ArenaProfileRules.Instance);
        using SessionScene scene = new(1, players: players);
        SessionPlayer anna = scene.Seated("anna");
        Assert.Equal((20, 0), PurseOf(scene, "anna"));
        Assert.Null(ArenaInvariants.Check(scene.Room.World));
        Buy(anna, 1, ArenaGood.Hull, ArenaRules.HullPrice);
        Buy(anna, 2, ArenaGood.Rounds, ArenaRules.RoundsPrice);
        scene.Run(0.3);
        Assert.Equal([CommandFate.Applied, CommandFate.Applied], anna.Answers.Select(answer => answer.Fate));
        Assert.Equal((20 - ArenaRules.HullPrice - ArenaRules.RoundsPrice, 1), PurseOf(scene, "anna"));

        // Gone and back at once: the effects are gathering in the writer, and no record has them.
        anna.Client.Leave();
        scene.Run(0.2);
        Assert.Equal(0, players.Writer.Status.Commits);
        Assert.True(players.Writer.Status.EffectsWaiting > 0);
        scene.Join("anna");
        scene.Run(1.5);
        Assert.Equal((20 - ArenaRules.HullPrice - ArenaRules.RoundsPrice, 1), PurseOf(scene, "anna"));
        Assert.Null(ArenaInvariants.Check(scene.Room.World));

        scene.Run(5);
        Assert.True(players.Writer.IsIdle);
        Assert.Equal(0, scene.Room.Simulation.Outbox.Count);
        PlayerRecord record = (await kept.Store.LoadAsync([new PlayerLookup("anna", [])], default))[0].Record;
        Assert.True(ArenaProfile.TryRead(record.Profile.Bytes.Span, out ArenaProfile profile));
        Assert.Equal(new ArenaProfile(20 - ArenaRules.HullPrice - ArenaRules.RoundsPrice, 1), profile);
        Assert.Equal(2, (await kept.Store.ReadLedgerAsync("anna", default)).Count);
    }

    [Fact]
    public async Task A_login_into_another_room_takes_along_what_the_first_room_promised_a_tick_ago()
    {
        await using StoreUnderTest kept = await StoreUnderTest.OpenAsync(StoreKind.SimulatedDisk, server);
        await kept.Store.CommitAsync([new PlayerCommit("anna", 0, new PlayerProfile(1, new ArenaProfile(20, 0).ToBytes()), [])], default);
        using SessionScene scene = new(1, options => options with { Rooms = 2 }, players: new ScenePlayers(kept.Store, ArenaProfileRules.Instance));
        SessionPlayer anna = scene.Seated("anna", options => options with { RoomId = 0 });
        Buy(anna, 1, ArenaGood.Hull, ArenaRules.HullPrice);
        SessionPlayer again = scene.Join("anna", options => options with { RoomId = 1 });
        scene.Run(2);
        Assert.Equal((ClientState.Closed, ClientState.Playing), (anna.Client.State, again.Client.State));
        Assert.Equal((20 - ArenaRules.HullPrice, 1), PurseOf(scene, "anna", room: 1));
    }

    [Fact]
    public async Task Without_a_store_a_login_waits_as_long_as_it_may_and_is_told_why_and_nobody_else_notices()
    {
        TroubledStore store = new(new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions()));
        await store.OpenAsync(default);
        using SessionScene scene = new(1, options => options with { ProfileWaitSeconds = 3 }, players: new ScenePlayers(store, ArenaProfileRules.Instance));
        SessionPlayer ben = scene.Seated("ben");
        store.Hangs = true;
        SessionPlayer anna = scene.Join("anna");
        Tick before = scene.Room.Tick;
        scene.Run(2);
        Assert.Equal((1, 2 * scene.Options.TickRateHz), (scene.Shard.Sessions.LoginsWaiting, scene.Room.Tick - before));
        scene.Run(3);
        Assert.Equal((ClientState.Closed, ClientState.Playing), (anna.Client.State, ben.Client.State));
        Assert.Contains("record cannot be read", anna.Client.CloseText, System.StringComparison.Ordinal);
        Assert.Equal((0, 1L), (scene.Shard.Sessions.LoginsWaiting, scene.Shard.Sessions.Counts.ProfilesMissing));
        Assert.Equal(0, scene.Room.Schedule.ForgivenCount);
    }

    [Fact]
    public async Task Who_is_admitted_without_a_profile_starts_with_nothing_and_earns_all_the_same()
    {
        TroubledStore store = new(new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions()));
        await store.OpenAsync(default);
        await store.CommitAsync([new PlayerCommit("anna", 0, new PlayerProfile(1, new ArenaProfile(20, 2).ToBytes()), [])], default);
        store.IsDown = true;
        using SessionScene scene = new(
            1, options => options with { ProfileWaitSeconds = 1, WithoutProfile = ProfilePolicy.Admit }, () => new PayingGame { PeriodTicks = 10 },
            players: new ScenePlayers(store, ArenaProfileRules.Instance));
        SessionPlayer anna = scene.Join("anna");
        scene.Run(3);
        Assert.Equal(ClientState.Playing, anna.Client.State);
        Assert.Equal((0, 0), PurseOf(scene, "anna"));
        Assert.True(scene.Room.Simulation.Outbox.Count > 3);
    }

    [Fact]
    public async Task Two_logins_of_one_player_at_once_end_in_one_session()
    {
        TroubledStore store = new(new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions()));
        await store.OpenAsync(default);
        store.Hangs = true;
        using SessionScene scene = new(1, players: new ScenePlayers(store, ArenaProfileRules.Instance));
        scene.Join("anna");
        scene.Join("anna");
        scene.Run(1);
        Assert.Equal(2, scene.Shard.Sessions.LoginsWaiting);
        store.Hangs = false;
        store.Answer();
        scene.Run(2);
        Assert.Equal(1, scene.Room.Sessions.Length);
        Assert.Equal(0, scene.Shard.Sessions.LoginsWaiting);
        Assert.Equal(1, scene.Shard.Sessions.Counts.TakeOvers);
    }

    [Fact]
    public async Task A_player_who_hangs_up_while_waiting_is_forgotten()
    {
        TroubledStore store = new(new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions()));
        await store.OpenAsync(default);
        store.Hangs = true;
        using SessionScene scene = new(1, players: new ScenePlayers(store, ArenaProfileRules.Instance));
        SessionPlayer anna = scene.Join("anna");
        scene.Run(1);
        anna.Client.Leave();
        scene.Run(1);
        store.Answer();
        scene.Run(1);
        Assert.Equal((0, 0), (scene.Shard.Sessions.LoginsWaiting, scene.Room.Sessions.Length));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("\u0001")]
    public async Task An_id_that_no_store_takes_is_refused_at_the_door(string playerId)
    {
        await using StoreUnderTest kept = await StoreUnderTest.OpenAsync(StoreKind.SimulatedDisk, server);
        using SessionScene scene = new(1, players: new ScenePlayers(kept.Store, ArenaProfileRules.Instance));
        JoinRequest request = new(ControlMessage.ProtocolVersion, scene.Shard.Rooms.Schema.Hash, 0, "x", PlayerId: playerId);
        Assert.Equal(RefusalReason.PlayerId, scene.Ask(request).Refused);
    }

    [Fact]
    public async Task Players_without_an_id_have_no_record_and_do_not_wait_for_one()
    {
        TroubledStore store = new(new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions()));
        await store.OpenAsync(default);
        store.IsDown = true;
        using SessionScene scene = new(1, newGame: () => new PayingGame(), players: new ScenePlayers(store, ArenaProfileRules.Instance));
        SessionPlayer nobody = scene.Seated("");
        Assert.Equal(ClientState.Playing, nobody.Client.State);
        Assert.Equal(0, scene.Room.Simulation.Outbox.Count);
        Assert.Equal(0, store.CallCount);
    }

    private static void Buy(SessionPlayer player, uint purchase, ArenaGood good, int price)
    {
        byte[] command = new byte[ArenaOrder.Bytes];
        new ArenaOrder(good, purchase, (ushort)price).Write(command);
        Assert.True(player.Client.TrySend(command, out _));
    }

    private static (int Credits, int Plates) PurseOf(SessionScene scene, string player, int room = 0)
    {
        Room at = scene.Shard.Rooms.All[room];
        IEnumerable<Session> sessions = at.Sessions.ToArray().Where(session => session.PlayerId == player);
        Purse purse = at.World.Get(ArenaSchema.Purse, at.World.FocusOf(sessions.Single().Player));
        return (purse.Credits, purse.Hull);
    }
}
