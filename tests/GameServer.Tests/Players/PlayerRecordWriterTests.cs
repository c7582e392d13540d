using System;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Players;

/// <summary>What stands between ticks and the player store: nothing lost, nothing doubled, nothing without bounds, whatever the store does. On virtual time.</summary>
public sealed class PlayerRecordWriterTests
{
    private const int TenMinutesMs = 600_000;

    private readonly TroubledStore _store = new(new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions()));

    public static TheoryData<ulong> Block => Seeds.Block(40);

    [Fact]
    public async Task What_is_promised_to_a_player_within_two_seconds_is_one_change_of_the_record()
    {
        PlayerWriting writing = await WriteAsync();
        for (uint i = 0; i < 30; i++)
        {
            Assert.True(writing.Promise("ada", 1, i + 1, 0, i));
            Assert.True(writing.Promise("bob", 1, i + 1, 1, 2 * i));
            writing.Step();
        }

        Assert.Equal(0, writing.Status.Attempts);
        writing.StepUntilIdle();
        Assert.Equal((1, 2, 60), (writing.Status.Attempts, writing.Status.Commits, writing.Status.EffectsEntered));
        Assert.Equal(480, writing.Status.EffectBytesTaken);
        Assert.Equal(480 + (2 * SumRules.Bytes), writing.Status.WrittenBytes);
        await writing.AssertAllKeptAsync();
    }

    [Fact]
    public async Task Who_is_due_takes_along_who_will_be_soon()
    {
        PlayerWriting writing = await WriteAsync();
        for (uint i = 0; i < 20; i++)
        {
            Assert.True(writing.Promise($"player {i}", 1, i + 1, 0, i));
            writing.Step(100);
        }

        writing.StepUntilIdle();
        Assert.Equal((4L, 20L), (writing.Status.Attempts, writing.Status.Commits));   // 2 s of players in steps of half a second, not 20 batches
        await writing.AssertAllKeptAsync();
    }

    [Fact]
    public async Task A_store_that_is_down_for_ten_minutes_costs_bounded_memory_and_few_attempts_and_is_caught_up_with_alone()
    {
        PlayerWriterOptions options = new() { WaitingBytesMax = 1 << 20 };
        PlayerWriting writing = await WriteAsync(options);
        _store.IsDown = true;
        int kept = 0, refused = 0;
        uint tick = 0;
        for (int ms = 0; ms < TenMinutesMs; ms += PlayerWriting.StepMs)
        {
            tick++;
            if (writing.Promise($"player {tick % 100}", 1, tick, 0, tick)) kept++;
            else refused++;
            writing.Step();
            Assert.InRange(writing.Status.WaitingBytes, 0, options.WaitingBytesMax + 2_000);
        }

        // 250 ms, doubled to 15 s within 6 s, then one every 7.5 to 15 s.
        Assert.InRange(_store.CallCount, 600 / 15, (600 / 7) + 10);
        Assert.Equal(1, _store.AtOnceMax);
        Assert.True(refused > 0, "the queue was to fill");
        Assert.Equal(refused, writing.Queue.RefusedCount);
        Assert.Equal(StoreHealth.Probing, writing.Status.Health);
        Assert.True(writing.Status.IsFull);
        Assert.InRange(writing.Status.OldestWaitingMs, TenMinutesMs - 1_000, TenMinutesMs);
        Assert.Equal("connection refused", writing.Status.FailureText);
        Assert.Equal(0ul, writing.Queue.StoredThrough);

        _store.IsDown = false;
        writing.StepUntilIdle(msMax: 20_000);
        Assert.Equal((StoreHealth.Good, kept, 0L), (writing.Status.Health, (int)writing.Status.EffectsEntered, writing.Status.WaitingBytes));
        await writing.AssertAllKeptAsync();
    }

    [Fact]
    public async Task A_store_that_hangs_for_ten_minutes_is_called_off_and_never_asked_twice_at_once()
    {
        PlayerWriting writing = await WriteAsync();
        _store.Hangs = true;
        Play(writing, TenMinutesMs);
        Assert.InRange(writing.Status.Timeouts, 600 / 26, 600 / 10);
        Assert.Equal(1, _store.AtOnceMax);
        Assert.Contains("10000 ms", writing.Status.FailureText, StringComparison.Ordinal);

        // One that does not even hear that is waited for, and then believed.
        _store.IsDeaf = true;
        int calls = _store.CallCount;
        Play(writing, TenMinutesMs, firstTick: 100_000);
        Assert.InRange(_store.CallCount, calls, calls + 2);
        _store.Hangs = false;
        _store.Answer();
        writing.StepUntilIdle();
        await writing.AssertAllKeptAsync();
    }

    [Fact]
    public async Task A_store_that_takes_a_second_for_each_answer_keeps_up_by_larger_changes()
    {
        PlayerWriting writing = await WriteAsync();
        _store.Hangs = true;
        int sinceAnswerMs = 0;
        for (int ms = 0; ms < TenMinutesMs; ms += PlayerWriting.StepMs)
        {
            uint tick = (uint)(ms / PlayerWriting.StepMs) + 1;
            for (uint i = 0; i < 4; i++) Assert.True(writing.Promise($"player {((tick * 4) + i) % 200}", 1, tick, i, tick));
            writing.Step();
            sinceAnswerMs += PlayerWriting.StepMs;
            if (sinceAnswerMs < 1_000) continue;
            sinceAnswerMs = 0;
            _store.Answer();
        }

        // Two answers a round, one to read and one to write: 64 players every 2 s, 200 players in 6 s.
        Assert.InRange(writing.Status.OldestWaitingMs, 0, 15_000);
        Assert.Equal((0, 0), (writing.Status.Failures, writing.Status.Timeouts));
        _store.Hangs = false;
        _store.Answer();
        writing.StepUntilIdle();
        await writing.AssertAllKeptAsync();
    }

    [Theory, MemberData(nameof(Block))]
    public async Task Lost_answers_and_a_replay_after_every_kill_double_nothing(ulong seed)
    {
        Prng draw = Prng.For(seed, "player writer test");
        SimulatedStorage disk = new(seed);
        long[] amounts = [.. Enumerable.Range(0, 400).Select(i => (long)i)];
        uint tick = 0;
        for (int life = 0; life < 5; life++)
        {
            TroubledStore store = new(new FilePlayerStore(disk, new FilePlayerStoreOptions { LogBytes = 16_384 }));
            await store.OpenAsync(default);
            Prng faults = Prng.For(seed + (ulong)life, "lost answers");
            store.LosesAnswer = () => faults.NextChance(0.3);
            PlayerWriting writing = new(store);

            // The room is back at a checkpoint at or before the first tick that was not stored, and plays on as it did.
            uint firstTick = tick + 1;
            bool isLast = life == 4;
            for (uint end = isLast ? (uint)amounts.Length : Math.Min((uint)amounts.Length, firstTick + (uint)draw.NextInt(1, 150)); tick < end;)
            {
                tick++;
                Assert.True(writing.Promise($"player {tick % 3}", seed, tick, 0, amounts[tick - 1]));
                writing.Step();
            }

            for (int i = draw.NextInt(60); i > 0; i--) writing.Step();
            if (!isLast)
            {
                if (draw.NextChance(0.5)) disk.KillProcess();
                else disk.Crash();
                tick = firstTick + (uint)writing.Queue.StoredThrough - 1;
                tick -= (uint)draw.NextInt((int)Math.Min(tick, 20) + 1);
                continue;
            }

            writing.StepUntilIdle();
            for (uint player = 0; player < 3; player++)
            {
                long[] expected = [.. amounts.Where((_, i) => (i + 1) % 3 == player)];
                PlayerRecord record = (await store.LoadAsync([new PlayerLookup($"player {player}", [])], default)).Single().Record;
                ReadOnlySpan<byte> profile = ProfileFold.Read(record, new SumRules()).Bytes.Span;
                Assert.Equal((seed, expected.Length, expected.Sum()), (seed, SumRules.CountOf(profile), SumRules.SumOf(profile)));
                Assert.Equal(expected.Aggregate(0u, SumRules.NextOrder), SumRules.OrderOf(profile));
            }
        }
    }

    [Fact]
    public async Task A_player_whose_records_are_refused_holds_up_nobody_else_and_loses_nothing()
    {
        PlayerWriting writing = await WriteAsync();
        _store.Refuses = player => player == "player 7";
        Play(writing, 55_000, players: 20);
        for (int i = 0; i < 80; i++) writing.Step();
        Assert.Equal((1, 1), (writing.Status.PlayersRefused, writing.Status.PlayersWaiting));
        Assert.Equal(StoreHealth.Good, writing.Status.Health);
        _store.Refuses = _ => false;
        writing.StepUntilIdle();
        await writing.AssertAllKeptAsync();
    }

    [Fact]
    public async Task A_store_that_refuses_everybody_is_not_stormed()
    {
        PlayerWriting writing = await WriteAsync();
        _store.Refuses = _ => true;
        Play(writing, TenMinutesMs, players: 500);
        Assert.InRange(_store.CallCount, 1, 400);
        _store.Refuses = _ => false;
        writing.StepUntilIdle();
        await writing.AssertAllKeptAsync();
    }

    [Fact]
    public async Task What_another_server_did_to_the_record_meanwhile_is_kept_beside_ours()
    {
        PlayerWriting writing = await WriteAsync();
        PlayerProfile others = new(1, SumRules.Payload(1_000));   // of an older build's layout, too
        _store.BeforeCommit = async () =>
        {
            _store.BeforeCommit = () => default;
            await _store.CommitAsync([new PlayerCommit("ada", 0, others, [])], default);
        };
        Assert.True(writing.Promise("ada", 1, 1, 0, 5));
        Assert.True(writing.Promise("bob", 1, 1, 1, 6));
        writing.StepUntilIdle();
        Assert.Equal((1, 2), (writing.Status.Conflicts, writing.Status.Commits));
        PlayerRecord ada = (await _store.LoadAsync([new PlayerLookup("ada", [])], default)).Single().Record;
        Assert.Equal((2, 1_005L, 1), (ada.Profile.Schema, SumRules.SumOf(ada.Profile.Bytes.Span), SumRules.CountOf(ada.Profile.Bytes.Span)));
    }

    [Fact]
    public async Task Rules_that_throw_cost_nothing_and_what_they_left_is_folded_once_they_are_mended()
    {
        SumRules rules = new() { IsBroken = true };
        await _store.OpenAsync(default);
        PlayerWriting writing = new(_store, rules: rules);
        writing.Promise("ada", 1, 1, 0, 5);
        writing.StepUntilIdle();
        Assert.Equal(1, writing.Status.Unfolded);
        Assert.Contains("a bug of the game's", writing.Status.UnfoldedText, StringComparison.Ordinal);
        PlayerRecord record = (await _store.LoadAsync([new PlayerLookup("ada", [])], default)).Single().Record;
        Assert.Equal((1L, 0, 1), (record.Version, record.Profile.Schema, record.Unfolded.Count));
        Assert.Throws<PlayerStoreException>(() => ProfileFold.Read(record, rules));

        rules.IsBroken = false;
        writing.Promise("ada", 1, 2, 0, 6);
        writing.StepUntilIdle();
        record = (await _store.LoadAsync([new PlayerLookup("ada", [])], default)).Single().Record;
        Assert.Equal((2L, 0, 11L), (record.Version, record.Unfolded.Count, SumRules.SumOf(record.Profile.Bytes.Span)));
        await writing.AssertAllKeptAsync();
    }

    [Fact]
    public async Task A_profile_of_a_newer_build_is_left_as_it_is_and_effects_wait_beside_it()
    {
        PlayerWriting writing = await WriteAsync();
        await _store.CommitAsync([new PlayerCommit("ada", 0, new PlayerProfile(3, new byte[] { 1, 2, 3 }), [])], default);
        writing.Promise("ada", 1, 1, 0, 5);
        writing.StepUntilIdle();
        PlayerRecord record = (await _store.LoadAsync([new PlayerLookup("ada", [])], default)).Single().Record;
        Assert.Equal((3, 1), (record.Profile.Schema, record.Unfolded.Count));
        Assert.Contains("layout 3, this build knows 2", writing.Status.UnfoldedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_rules_effects_go_to_the_ledger_and_nothing_is_read()
    {
        await _store.OpenAsync(default);
        EffectQueue queue = new(1 << 17);
        PlayerRecordWriter writer = new(_store, rules: null, new PlayerWriterOptions { GatherMs = 0 }, [queue], seed: 1);
        queue.TryOffer(new EffectId(1, new Tick(1), 0), "ada", 42, EffectKeeping.Each, new byte[] { 9 });
        queue.Publish();
        writer.Pump(new Timestamp(1, 1));
        Assert.Equal((1, 1ul), (_store.CallCount, queue.StoredThrough));
        PlayerEffect effect = (await _store.ReadLedgerAsync("ada", default)).Single();
        Assert.Equal((42, (byte)9), (effect.Kind, effect.Payload.Span[0]));
    }

    [Fact]
    public async Task A_newer_state_takes_the_place_of_an_older_one_that_was_not_sent_however_long_the_store_is_down()
    {
        await _store.OpenAsync(default);
        _store.IsDown = true;
        EffectQueue queue = new(1 << 17);
        PlayerRecordWriter writer = new(_store, rules: null, new PlayerWriterOptions(), [queue], seed: 1);
        Timestamp now = new(1, 1);
        for (uint tick = 1; tick <= 12_000; tick++)
        {
            Assert.True(queue.TryOffer(new EffectId(1, new Tick(tick), 0), "ada", 42, EffectKeeping.Newest, BitConverter.GetBytes(tick)));
            queue.Publish();
            now = now.Plus(50 * Timestamp.NanosecondsPerMillisecond);
            writer.Pump(now);
            Assert.InRange(writer.Status.EffectsWaiting, 0, 2);   // one on its way, one behind it
        }

        _store.IsDown = false;
        for (int i = 0; i < 400 && !writer.IsIdle; i++)
        {
            now = now.Plus(50 * Timestamp.NanosecondsPerMillisecond);
            writer.Pump(now);
        }

        Assert.Equal(12_000ul, queue.StoredThrough);
        Assert.Equal(12_000u, (await _store.ReadLedgerAsync("ada", default)).Single().Id.Tick.Value);
    }

    [Fact]
    public async Task Finishing_sends_at_once_what_still_gathers()
    {
        PlayerWriting writing = await WriteAsync();
        for (uint i = 0; i < 200; i++) writing.Promise($"player {i}", 1, 1, i, i);
        writing.Writer.Finish();
        for (int i = 0; i < 10; i++) writing.Step(1);
        Assert.True(writing.Writer.IsIdle);
        await writing.AssertAllKeptAsync();
    }

    [Fact]
    public void Offering_allocates_nothing()
    {
        EffectQueue queue = new(1 << 17);
        byte[] payload = new byte[40];
        long allocated = 0;
        for (uint step = 0; step < 2_000; step++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(queue.TryOffer(new EffectId(1, new Tick(step + 1), 0), "ada", 1, EffectKeeping.Each, payload));
            queue.Publish();
            if (step >= 200) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(queue.TryTake(out _, out _));
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Every_bad_option_is_named()
    {
        Assert.Empty(new PlayerWriterOptions().Validate());
        PlayerWriterOptions bad = new() { GatherMs = -1, BatchPlayers = 0, WaitingBytesMax = 0, RetryMsMin = 0, RetryMsMax = -1, ProbeAfterFailures = 0, TimeoutMs = 0, RefusedMs = 0 };
        Assert.Equal(8, bad.Validate().Count);
        Assert.Throws<ArgumentException>(() => new PlayerRecordWriter(_store, null, bad, [], 1));
    }

    private static void Play(PlayerWriting writing, int ms, int players = 50, uint firstTick = 1)
    {
        for (uint step = 0; step < ms / PlayerWriting.StepMs; step++)
        {
            if (step % 4 == 0) writing.Promise($"player {step / 4 % players}", 1, firstTick + step, 0, step);
            writing.Step();
        }
    }

    private async Task<PlayerWriting> WriteAsync(PlayerWriterOptions? options = null)
    {
        await _store.OpenAsync(default);
        return new PlayerWriting(_store, options);
    }
}
