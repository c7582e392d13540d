using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Players;

/// <summary>What every player store promises, one test for all of them.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PlayerStoreTests(PostgresServer server)
{
    private const string Ada = "ada";

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task A_player_never_heard_of_has_version_0_and_nothing(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        PlayerFound found = await LoadAsync(under.Store, Ada, Effect(1));
        Assert.Equal(0, found.Record.Version);
        Assert.Equal(PlayerProfile.None, found.Record.Profile);
        Assert.Empty(found.Record.Unfolded);
        Assert.Equal([false], found.Known);
        Assert.Empty(await under.Store.ReadLedgerAsync(Ada, default));
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task What_was_stored_is_there_after_opening_again(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        PlayerEffect[] effects = [Effect(1), new PlayerEffect(new EffectId(ulong.MaxValue, new Tick(uint.MaxValue), uint.MaxValue), int.MinValue, EffectKeeping.Newest, new byte[Limits.EffectBytes])];
        PlayerProfile profile = new(7, Noise(Limits.ProfileBytes));
        Assert.Equal(new CommitOutcome(CommitResult.Stored, 1, 2), await CommitAsync(under.Store, new PlayerCommit(Ada, 0, profile, effects)));
        await under.ReopenAsync();
        PlayerFound found = await LoadAsync(under.Store, Ada, [.. effects, Effect(2)]);
        Assert.Equal(1, found.Record.Version);
        Assert.True(profile.IsSameAs(found.Record.Profile));
        Assert.Equal([true, true, false], found.Known);
        AssertSame(effects, await under.Store.ReadLedgerAsync(Ada, default));
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task A_change_made_from_another_version_changes_nothing(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        await CommitAsync(under.Store, new PlayerCommit(Ada, 0, Profile(1), [Effect(1)]));
        Assert.Equal(new CommitOutcome(CommitResult.Conflict, 1, 0), await CommitAsync(under.Store, new PlayerCommit(Ada, 0, Profile(2), [Effect(2)])));
        Assert.Equal(new CommitOutcome(CommitResult.Conflict, 1, 0), await CommitAsync(under.Store, new PlayerCommit(Ada, 2, null, [Effect(2)])));
        Assert.Equal(new CommitOutcome(CommitResult.Conflict, 0, 0), await CommitAsync(under.Store, new PlayerCommit("bob", 5, Profile(2), [])));
        await under.ReopenAsync();
        PlayerRecord record = (await LoadAsync(under.Store, Ada)).Record;
        Assert.True(Profile(1).IsSameAs(record.Profile));
        AssertSame([Effect(1)], await under.Store.ReadLedgerAsync(Ada, default));
        Assert.Equal(0, (await LoadAsync(under.Store, "bob")).Record.Version);
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task An_effect_is_entered_once_however_often_and_with_whatever_it_comes(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        Assert.Equal(new CommitOutcome(CommitResult.Stored, 1, 1), await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [Effect(1), Effect(1)])));
        Assert.Equal(new CommitOutcome(CommitResult.Unchanged, 1, 0), await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [Effect(1)])));
        Assert.Equal(new CommitOutcome(CommitResult.Stored, 2, 1), await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [Effect(1), Effect(2)])));
        await under.ReopenAsync();
        Assert.Equal(new CommitOutcome(CommitResult.Unchanged, 2, 0), await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [Effect(2), Effect(1)])));
        AssertSame([Effect(1), Effect(2)], await under.Store.ReadLedgerAsync(Ada, default));

        // The same numbers of another player's are another effect.
        Assert.Equal(new CommitOutcome(CommitResult.Stored, 1, 1), await CommitAsync(under.Store, new PlayerCommit("bob", null, null, [Effect(1)])));
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task A_change_repeated_because_its_answer_was_lost_is_recognised(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        PlayerCommit change = new(Ada, 0, Profile(1), [Effect(1), Effect(2)]);
        Assert.Equal(CommitResult.Stored, (await CommitAsync(under.Store, change)).Result);
        Assert.Equal(new CommitOutcome(CommitResult.Unchanged, 1, 0), await CommitAsync(under.Store, change));
        await under.ReopenAsync();
        Assert.Equal(new CommitOutcome(CommitResult.Unchanged, 1, 0), await CommitAsync(under.Store, change));
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task A_profile_made_without_knowing_that_an_effect_is_in_it_already_is_refused(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        await CommitAsync(under.Store, new PlayerCommit(Ada, 0, Profile(1), [Effect(1)]));
        Assert.Equal(new CommitOutcome(CommitResult.Conflict, 1, 0), await CommitAsync(under.Store, new PlayerCommit(Ada, 1, Profile(2), [Effect(1), Effect(2)])));
        Assert.Single(await under.Store.ReadLedgerAsync(Ada, default));
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task Of_a_kind_that_keeps_the_newest_the_ledger_holds_one_and_no_replay_brings_back_an_older(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        PlayerEffect early = State(10, kindNumber: 3), late = State(20, kindNumber: 3), otherKind = State(15, kindNumber: 4);
        await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [early, otherKind]));
        await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [late]));
        await under.ReopenAsync();
        AssertSame([otherKind, late], await under.Store.ReadLedgerAsync(Ada, default));
        Assert.Equal([true, true, true, false], (await LoadAsync(under.Store, Ada, early, late, State(19, 3), State(21, 3))).Known);
        Assert.Equal(CommitResult.Unchanged, (await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [early, late]))).Result);

        // Of two in one change, too, whichever comes first.
        Assert.Equal(1, (await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [State(40, 3), State(30, 3)]))).EffectsEntered);
        AssertSame([otherKind, State(40, 3)], await under.Store.ReadLedgerAsync(Ada, default));
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task Effects_wait_unfolded_until_a_profile_includes_them(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        await CommitAsync(under.Store, new PlayerCommit(Ada, 0, Profile(1), [Effect(1)]));
        await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [Effect(2), State(5, 9)]));
        await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [Effect(3), State(6, 9)]));
        await under.ReopenAsync();
        PlayerRecord record = (await LoadAsync(under.Store, Ada)).Record;
        AssertSame([Effect(2), Effect(3), State(6, 9)], record.Unfolded);
        await CommitAsync(under.Store, new PlayerCommit(Ada, record.Version, Profile(2), [Effect(4)]));
        await under.ReopenAsync();
        Assert.Empty((await LoadAsync(under.Store, Ada)).Record.Unfolded);
        Assert.Equal(5, (await under.Store.ReadLedgerAsync(Ada, default)).Count);
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task In_a_batch_every_player_is_judged_alone_and_answered_in_order(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        string[] players = ["zoe", "ada", "日本語", "o'brien; drop table player --", "100%_\\"];
        await CommitAsync(under.Store, new PlayerCommit("ada", null, null, [Effect(1)]));
        IReadOnlyList<CommitOutcome> outcomes = await under.Store.CommitAsync([.. players.Select(player => new PlayerCommit(player, 0, Profile((byte)player.Length), [Effect(2)]))], default);
        Assert.Equal([CommitResult.Stored, CommitResult.Conflict, CommitResult.Stored, CommitResult.Stored, CommitResult.Stored], outcomes.Select(outcome => outcome.Result));
        await under.ReopenAsync();
        IReadOnlyList<PlayerFound> found = await under.Store.LoadAsync([.. players.Select(player => new PlayerLookup(player, [Effect(2)]))], default);
        Assert.Equal(players, found.Select(one => one.Record.Player));
        Assert.Equal([true, false, true, true, true], found.Select(one => one.Known[0]));
        Assert.Equal([3, 0, 3, 29, 6], found.Select(one => one.Record.Profile.Schema == 0 ? 0 : (int)one.Record.Profile.Bytes.Span[0]));
        Assert.Empty(await under.Store.CommitAsync([], default));
        Assert.Empty(await under.Store.LoadAsync([], default));
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task A_rooms_effects_are_forgotten_up_to_a_tick_save_those_no_profile_includes(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        PlayerEffect elsewhere = new(new EffectId(99, new Tick(1), 0), 1, EffectKeeping.Each, new byte[1]);
        await CommitAsync(under.Store, new PlayerCommit(Ada, 0, Profile(1), [Effect(1), elsewhere, Effect(2), Effect(8)]));
        await CommitAsync(under.Store, new PlayerCommit(Ada, null, null, [Effect(3)]));
        await CommitAsync(under.Store, new PlayerCommit("bob", 0, Profile(1), [Effect(1)]));
        Assert.Equal(0, await under.Store.ForgetAsync([], default));
        Assert.Equal(0, await under.Store.ForgetAsync([new LedgerCut(12345, new Tick(uint.MaxValue)), new LedgerCut(Effect(4).Id.Room, Effect(1).Id.Tick - 1)], default));
        Assert.Equal(3, await under.Store.ForgetAsync([new LedgerCut(Effect(4).Id.Room, Effect(4).Id.Tick), new LedgerCut(elsewhere.Id.Room, elsewhere.Id.Tick - 1)], default));
        await under.ReopenAsync();
        AssertSame([elsewhere, Effect(8), Effect(3)], await under.Store.ReadLedgerAsync(Ada, default));
        AssertSame([Effect(3)], (await LoadAsync(under.Store, Ada)).Record.Unfolded);
        Assert.Empty(await under.Store.ReadLedgerAsync("bob", default));
        Assert.Equal(2, (await LoadAsync(under.Store, Ada)).Record.Version);
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task What_no_store_can_take_is_stopped_before_it_gets_there(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        PlayerCommit[] wrong =
        [
            new("", null, null, [Effect(1)]),
            new(new string('x', 65), null, null, [Effect(1)]),
            new("line\nbreak", null, null, [Effect(1)]),
            new("half \ud800", null, null, [Effect(1)]),
            new(Ada, null, Profile(1), []),
            new(Ada, 0, new PlayerProfile(0, new byte[1]), []),
            new(Ada, 0, new PlayerProfile(1, new byte[Limits.ProfileBytes + 1]), []),
            new(Ada, null, null, [Effect(1) with { Payload = new byte[Limits.EffectBytes + 1] }]),
            new(Ada, null, null, [.. Enumerable.Range(0, Limits.EffectsPerCommit + 1).Select(i => Effect((uint)i))]),
        ];
        foreach (PlayerCommit commit in wrong) await Assert.ThrowsAsync<ArgumentException>(async () => await under.Store.CommitAsync([commit], default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await under.Store.CommitAsync([new(Ada, null, null, []), new(Ada, null, null, [])], default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await under.Store.ReadLedgerAsync("", default));
        Assert.Equal(0, (await LoadAsync(under.Store, Ada)).Record.Version);
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task The_largest_change_there_can_be_fits(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        PlayerEffect[] effects = [.. Enumerable.Range(0, Limits.EffectsPerCommit).Select(i => Effect((uint)i) with { Payload = Noise(Limits.EffectBytes) })];
        PlayerCommit[] batch = [.. Enumerable.Range(0, 10).Select(i => new PlayerCommit($"player {i}", 0, new PlayerProfile(1, Noise(Limits.ProfileBytes)), effects))];
        Assert.All(await under.Store.CommitAsync(batch, default), outcome => Assert.Equal(new CommitOutcome(CommitResult.Stored, 1, effects.Length), outcome));
        await under.ReopenAsync();
        AssertSame(effects, await under.Store.ReadLedgerAsync("player 9", default));
    }

    [Theory, InlineData(StoreKind.Files), InlineData(StoreKind.SimulatedDisk), PostgresData]
    public async Task Servers_that_change_the_same_players_at_once_lose_nothing(StoreKind kind)
    {
        await using StoreUnderTest under = await StoreUnderTest.OpenAsync(kind, server);
        string[] players = ["a", "b", "c"];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            IPlayerStore store = await under.OpenAnotherAsync();
            for (int i = 0; i < 10; i++) await AddOneToEachAsync(store, number % 2 == 0 ? players : [.. players.Reverse()]);
            if (store != under.Store) await store.DisposeAsync();
        }));
        foreach (string player in players)
        {
            PlayerRecord record = (await LoadAsync(under.Store, player)).Record;
            Assert.Equal((40, 40L), ((int)record.Profile.Bytes.Span[0], record.Version));
        }
    }

    private static async Task AddOneToEachAsync(IPlayerStore store, string[] players)
    {
        List<string> left = [.. players];
        for (int tries = 0; left.Count > 0; tries++)
        {
            Assert.InRange(tries, 0, 10_000);
            IReadOnlyList<PlayerFound> found = await store.LoadAsync([.. left.Select(player => new PlayerLookup(player, []))], default);
            PlayerCommit[] commits = [.. found.Select(one => new PlayerCommit(one.Record.Player, one.Record.Version, Profile((byte)(one.Record.Version + 1)), []))];
            IReadOnlyList<CommitOutcome> outcomes = await store.CommitAsync(commits, default);

            // "Unchanged" is another's change that wrote the same: ours is still to come.
            left = [.. left.Where((_, i) => outcomes[i].Result != CommitResult.Stored)];
        }
    }

    private static async Task<PlayerFound> LoadAsync(IPlayerStore store, string player, params PlayerEffect[] asked) =>
        (await store.LoadAsync([new PlayerLookup(player, asked)], default)).Single();

    private static async Task<CommitOutcome> CommitAsync(IPlayerStore store, PlayerCommit commit) => (await store.CommitAsync([commit], default)).Single();

    private static PlayerProfile Profile(byte content) => new(1, new[] { content });

    private static PlayerEffect Effect(uint number) =>
        new(new EffectId(0x8000_0000_0000_0001, new Tick((number / 4) + 1), number % 4), (int)number, EffectKeeping.Each, new[] { (byte)number, (byte)0 });

    private static PlayerEffect State(uint tick, int kindNumber) => new(new EffectId(7, new Tick(tick), 0), kindNumber, EffectKeeping.Newest, new[] { (byte)tick });

    private static byte[] Noise(int count)
    {
        Prng prng = new((ulong)count);
        byte[] bytes = new byte[count];
        prng.Fill(bytes);
        return bytes;
    }

    private static void AssertSame(IEnumerable<PlayerEffect> expected, IEnumerable<PlayerEffect> actual) =>
        Assert.Equal(expected.Select(Describe), actual.Select(Describe));

    private static string Describe(PlayerEffect effect) => $"{effect.Id} {effect.Kind} {effect.Keeping} {effect.Payload.Length} {Crc32c.Of(effect.Payload.Span)}";
}
