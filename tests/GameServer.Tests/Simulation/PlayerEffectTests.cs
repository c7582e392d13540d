using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>From a tick's promise to a player's ledger, whatever dies on the way: each effect that was not undone is entered once, and no other.</summary>
public sealed class PlayerEffectTests
{
    private static readonly JournalOptions s_options = new() { CheckpointSeconds = 1, FlushPeriodMs = 20, QueueBytes = 1 << 20, SegmentBytes = 1 << 16 };

    public static TheoryData<ulong> Block => Seeds.Block(12);

    [Theory, MemberData(nameof(Block))]
    public async Task No_crash_loses_or_doubles_an_effect(ulong seed)
    {
        Prng draw = Prng.For(seed, "player effects");
        SimulatedStorage disk = new(seed);
        SimulatedStorage records = new(seed + 1);
        JournalOptions options = s_options with
        {
            Durability = draw.NextChance(0.5) ? Durability.Sync : Durability.Async,
            FlushPeriodMs = draw.NextInt(1, 200),
            CheckpointSeconds = 0.3 + (draw.NextDouble() * 3),
        };
        JournaledShard shard = new(seed, disk, options, rooms: draw.NextInt(1, 4), players: 8) { NewGame = () => new PayingGame() };
        RecordingNode node = new(seed, shard, () => new FilePlayerStore(records, new FilePlayerStoreOptions { LogBytes = 1 << 15 })) { Options = new PlayerWriterOptions { GatherMs = draw.NextInt(0, 3_000) } };
        node.Start(shard.Recover());
        for (int life = 0; life < 6; life++)
        {
            node.PumpChance = draw.NextDouble();
            shard.Run(draw.NextInt(1, 200), diskChance: draw.NextChance(0.3) ? 0.05 : 0.8);
            shard.Die();
            await node.Store.DisposeAsync();
            if (draw.NextChance(0.5))
            {
                disk.KillProcess();
                records.KillProcess();
            }
            else
            {
                disk.Crash();
                records.Crash();
            }

            RecoveryReport report = shard.Recover();
            Assert.True(report.Refusals.Count == 0, $"seed {seed}, life {life}: {string.Join(' ', report.Refusals)}");
            node.Start(report);
        }

        shard.Run(50);
        node.Settle();
        await node.AssertExactlyOnceAsync($"seed {seed}");
        Assert.Equal(0, node.Shard.Rooms.ToArray().Sum(room => room.World.Effects.RefusedCount));
    }

    [Fact]
    public async Task Ten_minutes_without_a_store_cost_no_tick_and_no_effect()
    {
        SimulatedStorage records = new(1);
        TroubledStore store = new(new FilePlayerStore(records, new FilePlayerStoreOptions()));
        JournaledShard shard = new(1, new SimulatedStorage(1), s_options with { CheckpointSeconds = 10 }, rooms: 1, players: 8) { NewGame = () => new PayingGame { PeriodTicks = 150 } };
        RecordingNode node = new(1, shard, () => store);
        node.Start(shard.Recover());
        shard.Run(300);
        Assert.True(node.Writer.Status.EffectsEntered > 0);

        store.IsDown = true;
        Tick before = shard.Rooms[0].Tick;
        shard.Run(10 * 60 * 30);
        Assert.Equal(10 * 60 * 30, shard.Rooms[0].Tick - before);
        Assert.Equal(0, shard.Rooms[0].Schedule.ForgivenCount);
        Assert.Equal(StoreHealth.Probing, node.Writer.Status.Health);
        Assert.InRange(node.Writer.Status.Attempts, 10, 150);
        Assert.True(shard.Rooms[0].Simulation.Outbox.Count > 800, $"{shard.Rooms[0].Simulation.Outbox.Count} effects wait");
        Assert.Equal((shard.Rooms[0].Simulation.Outbox.Count, 0L), ((int)shard.Status().OutboxCount, shard.Status().PromisesRefused));

        store.IsDown = false;
        node.Settle();
        await node.AssertExactlyOnceAsync("after ten minutes");
        Assert.InRange(shard.Rooms[0].Simulation.Outbox.Bytes, 0, 10_000);
    }

    [Fact]
    public async Task What_queue_and_writer_cannot_take_waits_in_the_rooms_and_goes_out_in_order_later()
    {
        SimulatedStorage records = new(1);
        SimulatedStorage disk = new(2);
        bool isDown = true;
        JournaledShard shard = new(2, disk, s_options with { Durability = Durability.Sync }, rooms: 6, players: 8) { NewGame = () => new PayingGame { PeriodTicks = 1, PayloadBytes = 400 } };
        RecordingNode node = new(2, shard, () => new TroubledStore(new FilePlayerStore(records, new FilePlayerStoreOptions())) { IsDown = isDown }) { Options = new PlayerWriterOptions { WaitingBytesMax = 1 << 20 } };
        node.Start(shard.Recover());
        shard.Run(600);
        Assert.True(node.Writer.Status.IsFull);
        Assert.True(node.Queue.RefusedCount > 0);
        Assert.True(shard.Status().PromisesRefused > 0);
        Assert.InRange(shard.Status().OutboxFill, 0.99, 1);

        // Full, it dies; what the next one finds is as full, and in the same order.
        shard.Die();
        disk.Crash();
        RecoveryReport report = shard.Recover();
        Assert.Empty(report.Refusals);
        await node.Store.DisposeAsync();
        isDown = false;
        node.Start(report);
        shard.Run(300);
        node.Settle();
        await node.AssertExactlyOnceAsync("after a flood");
    }

    [Fact]
    public async Task A_room_taken_back_to_an_older_checkpoint_promises_under_another_key()
    {
        SimulatedStorage disk = new(3);
        SimulatedStorage records = new(4);
        JournaledShard shard = new(3, disk, s_options, rooms: 1, players: 8) { NewGame = () => new PayingGame() };
        RecordingNode node = new(3, shard, () => new FilePlayerStore(records, new FilePlayerStoreOptions()));
        node.Start(shard.Recover());
        shard.Run(400);
        node.Settle();
        ulong key = shard.Rooms[0].Simulation.Key;
        Tick reached = shard.Rooms[0].Tick;
        long entered = node.Writer.Status.EffectsEntered;
        shard.Die();
        await node.Store.DisposeAsync();

        foreach (string log in disk.List().Where(name => name.EndsWith(".log", System.StringComparison.Ordinal)).ToArray()) disk.Delete(log);
        disk.SyncNames();
        shard.ShardOptions = shard.ShardOptions with { SecretSeed = 99 };
        RecoveryReport report = shard.Recover(RecoverMode.LatestCheckpoint);
        Assert.Empty(report.Refusals);
        node.Start(report);
        Assert.True(shard.Rooms[0].Tick <= reached);
        Assert.Equal(shard.ShardOptions.KeyOf(shard.Rooms[0].Id), shard.Rooms[0].Simulation.Key);
        Assert.NotEqual(key, shard.Rooms[0].Simulation.Key);

        shard.Run(200);
        node.Settle();
        Assert.True(node.Writer.Status.EffectsEntered > 100, $"{node.Writer.Status}");
        List<EffectId> ids = [];
        for (int i = 0; i < 1_000; i++) ids.AddRange((await node.Store.ReadLedgerAsync($"id {i}", default)).Select(effect => effect.Id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(entered + node.Writer.Status.EffectsEntered, ids.Count);
    }

    [Fact]
    public void Ticks_that_promise_allocate_nothing()
    {
        JournaledShard shard = new(7, new SimulatedStorage(7), s_options, rooms: 3, players: 8) { NewGame = () => new PayingGame { PeriodTicks = 1 } };
        RecordingNode node = new(7, shard, () => new FilePlayerStore(new SimulatedStorage(8), new FilePlayerStoreOptions()));
        node.Start(shard.Recover());
        shard.Run(200);
        shard.IsSettled = true;   // nobody comes or goes: those do allocate
        shard.Run(400);
        long before = shard.AllocatedBytes;
        long offered = (long)node.Queue.LastOffered;
        shard.Run(300);
        Assert.True((long)node.Queue.LastOffered - offered > 3_000);
        Assert.Equal(0, shard.AllocatedBytes - before);
    }

    [Fact]
    public void A_recovered_room_keeps_its_key_and_what_it_has_not_heard_to_be_stored()
    {
        SimulatedStorage disk = new(5);
        SimulatedStorage records = new(6);
        JournaledShard shard = new(5, disk, s_options, rooms: 2, players: 8) { NewGame = () => new PayingGame() };
        RecordingNode node = new(5, shard, () => new FilePlayerStore(records, new FilePlayerStoreOptions())) { PumpChance = 0 };
        node.Start(shard.Recover());
        shard.Run(200);
        (ulong, int)[] before = [.. shard.Rooms.ToArray().Select(room => (room.Simulation.Key, room.Simulation.Outbox.Count))];
        Assert.NotEqual(before[0].Item1, before[1].Item1);
        Assert.True(before[0].Item2 > 100);
        shard.Drain();
        shard.Stop();
        shard.Die();
        disk.KillProcess();
        shard.ShardOptions = shard.ShardOptions with { SecretSeed = 99 };
        node.Start(shard.Recover());
        Assert.Equal(before, shard.Rooms.ToArray().Select(room => (room.Simulation.Key, room.Simulation.Outbox.Count)));
    }
}
