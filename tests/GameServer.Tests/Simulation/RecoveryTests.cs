using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>Rooms come back from a disk that was killed under them: at a tick that was, with the state that was, and not before what was promised.</summary>
public sealed class RecoveryTests
{
    private static readonly JournalOptions s_options = new() { CheckpointSeconds = 1, FlushPeriodMs = 20, QueueBytes = 1 << 18, SegmentBytes = 1 << 14 };

    public static TheoryData<ulong> Block => Seeds.Block(15);

    [Theory, MemberData(nameof(Block))]
    public void Every_room_resumes_a_state_it_has_had_and_nothing_promised_is_lost(ulong seed)
    {
        Prng draw = Prng.For(seed, "recovery test");
        SimulatedStorage disk = new(seed);
        JournalOptions options = s_options with
        {
            Durability = draw.NextChance(0.5) ? Durability.Sync : Durability.Async,
            FlushPeriodMs = draw.NextInt(1, 200),
            CheckpointSeconds = 0.3 + (draw.NextDouble() * 3),
            QueueBytes = 1 << draw.NextInt(17, 20),
        };
        bool lies = draw.NextChance(0.2);
        JournaledShard shard = new(seed, disk, options, rooms: draw.NextInt(1, 5), players: 8);
        shard.Start(shard.Recover());
        for (int life = 0; life < 5; life++)
        {
            disk.Faults = DrawFaults(ref draw, disk.UsedBytes, lies);
            shard.Run(draw.NextInt(1, 150), diskChance: draw.NextChance(0.3) ? 0.05 : 0.8);
            Tick[] promised = [.. shard.Rooms.ToArray().Select(room => room.DurableTick)];
            shard.Die();
            if (draw.NextChance(0.5)) disk.KillProcess();
            else disk.Crash();
            disk.Faults = StorageFaults.None;

            RecoveryReport report = shard.Recover();
            if (lies && report.Refusals.Count > 0) report = shard.Recover(RecoverMode.LatestCheckpoint);
            if (lies && report.Refusals.Count > 0) return;   // a clear word is all one can ask for
            Assert.True(report.Refusals.Count == 0, $"seed {seed}, life {life}: {string.Join(' ', report.Refusals)}");
            for (int i = 0; i < promised.Length; i++)
            {
                RoomId id = new(shard.ShardOptions.FirstRoomId + i);
                RoomSimulation? room = report.Rooms.GetValueOrDefault(id);
                Tick tick = room?.Tick ?? Tick.None;
                Assert.True(lies || tick >= promised[i], $"seed {seed}, life {life}: room {id} is at {tick}, {promised[i]} was promised; {string.Join(' ', report.Notes)}");
                if (!tick.IsNone) Assert.True(room!.StateHash == shard.TruthOf(i)[(int)tick.Value - 1], $"seed {seed}, life {life}: room {id} at {tick} is in a state it never had");
            }

            shard.Start(report);
        }
    }

    [Fact]
    public void A_log_cut_at_any_byte_of_its_last_records_resumes_the_last_whole_tick()
    {
        SimulatedStorage disk = new(1);
        JournaledShard shard = Lived(1, disk, ticks: 100);
        string last = disk.List().Last(name => name.EndsWith(".log", StringComparison.Ordinal));
        byte[] whole = BytesOf(disk, last);
        int cut = whole.Length;
        for (int records = 0; records < 8; cut--)
        {
            SimulatedStorage torn = Copy(disk, last, whole.AsSpan(0, cut));
            Tick[] ticks = TicksOfLog(torn, out bool endsCleanly);
            if (endsCleanly) records++;
            RecoveryReport report = shard.On(torn).Recover();
            Assert.Empty(report.Refusals);
            for (int i = 0; i < ticks.Length; i++)
            {
                RoomSimulation room = report.Rooms[new RoomId(shard.ShardOptions.FirstRoomId + i)];
                Assert.Equal(ticks[i], room.Tick);
                Assert.Equal(shard.TruthOf(i)[(int)room.Tick.Value - 1], room.StateHash);
            }
        }

        Assert.True(whole.Length - cut > 100);

        Tick[] TicksOfLog(SimulatedStorage storage, out bool endsCleanly)
        {
            Tick[] newest = new Tick[shard.ShardOptions.Rooms];
            using JournalScan scan = new(storage);
            while (scan.TryRead(out JournalRecord record)) newest[record.Room.Value - shard.ShardOptions.FirstRoomId] = record.Tick;
            endsCleanly = scan.End == JournalEnd.Clean;
            return newest;
        }
    }

    [Fact]
    public void A_log_of_another_build_is_refused_and_left_alone_and_by_choice_its_checkpoint_is_resumed()
    {
        SimulatedStorage disk = new(2);
        JournaledShard shard = Lived(2, disk, ticks: 100);
        string[] before = [.. disk.List()];
        shard.Identity = shard.Identity with { Build = 0xBAD };
        RecoveryReport refused = shard.Recover();
        Assert.All(refused.Refusals, refusal => Assert.Contains("another build", refusal, StringComparison.Ordinal));
        Assert.Equal(shard.ShardOptions.Rooms, refused.Refusals.Count);
        Assert.Equal(before, disk.List());

        RecoveryReport resumed = shard.Recover(RecoverMode.LatestCheckpoint);
        Assert.Empty(resumed.Refusals);
        AssertTrue(shard, resumed);
        Assert.Equal(0, resumed.TicksReplayed);
        Assert.NotEmpty(resumed.Notes);

        // What was given up stays given up: the next start, of the new build, has nothing to complain of.
        shard.Start(resumed);
        shard.Run(20);
        shard.Die();
        disk.KillProcess();
        RecoveryReport again = shard.Recover();
        Assert.Empty(again.Refusals);
        AssertTrue(shard, again);
    }

    [Fact]
    public void After_a_stop_as_it_should_be_another_build_takes_over_and_has_nothing_to_run_again()
    {
        SimulatedStorage disk = new(3);
        JournaledShard shard = Lived(3, disk, ticks: 77, stops: true);
        shard.Identity = shard.Identity with { Build = 0xBAD };
        RecoveryReport report = shard.Recover();
        Assert.Empty(report.Refusals);
        Assert.Equal(0, report.TicksReplayed);
        Assert.All(report.Rooms, room => Assert.Equal(shard.TruthOf(room.Key.Value - shard.ShardOptions.FirstRoomId).Count, (int)room.Value.Tick.Value));
        Assert.Contains(report.Rooms.Values, room => room.Tick == new Tick(77));
        AssertTrue(shard, report);
    }

    [Fact]
    public void A_game_that_is_no_function_of_its_log_is_found_out_and_by_choice_its_checkpoint_is_resumed()
    {
        SimulatedStorage disk = new(4);
        JournaledShard shard = Lived(4, disk, ticks: 400, options: s_options with { CheckpointSeconds = 6 });   // a hash of every room behind its checkpoint
        shard.NewGame = () => new ArenaGame(30, fieldSize: 10);
        RecoveryReport refused = shard.Recover();
        Assert.NotEmpty(refused.Refusals);
        Assert.All(refused.Refusals, refusal => Assert.Contains("leads to another state", refusal, StringComparison.Ordinal));
        RecoveryReport resumed = shard.Recover(RecoverMode.LatestCheckpoint);
        Assert.Empty(resumed.Refusals);
        AssertTrue(shard, resumed);
    }

    [Fact]
    public void Rooms_that_the_options_do_not_fit_are_refused_whatever_is_chosen()
    {
        SimulatedStorage disk = new(5);
        JournaledShard shard = Lived(5, disk, ticks: 60);
        string[] before = [.. disk.List()];
        foreach (RecoverMode mode in new[] { RecoverMode.Strict, RecoverMode.LatestCheckpoint })
        {
            Assert.Contains("has 8 seats, the server's 9", Refusal(shard.ShardOptions with { PlayersPerRoom = 9 }, mode), StringComparison.Ordinal);
            Assert.Contains("runs at 30 Hz, the server at 60 Hz", Refusal(shard.ShardOptions with { TickRateHz = 60 }, mode), StringComparison.Ordinal);
            Assert.Contains("this shard has rooms 3 to 3", Refusal(shard.ShardOptions with { Rooms = 1 }, mode), StringComparison.Ordinal);
        }

        Assert.Equal(before, disk.List());
        Assert.Empty(shard.Recover(options: shard.ShardOptions with { Rooms = 4, Seed = 99 }).Refusals);   // more rooms are welcome, and a room keeps its own seed

        string Refusal(ShardOptions options, RecoverMode mode) => string.Join(' ', shard.Recover(mode, options).Refusals);
    }

    [Fact]
    public void A_disk_too_slow_for_the_log_costs_a_gap_and_never_a_tick_and_a_checkpoint_mends_it()
    {
        SimulatedStorage disk = new(6);
        JournaledShard shard = new(6, disk, s_options with { QueueBytes = 1 << 17 }, rooms: 2, players: 8);
        shard.Start(shard.Recover());
        shard.Run(100);
        Tick[] promised = [.. shard.Rooms.ToArray().Select(room => room.DurableTick)];
        Assert.All(promised, tick => Assert.InRange(tick.Value, 98u, 100u));

        shard.Run(2_000, diskChance: 0);
        Assert.Equal(2, shard.Status().JournalGapRooms);
        Assert.All(shard.Rooms.ToArray(), room => Assert.InRange(room.Tick.Value, 2_099u, 2_100u));   // the second room's ticks are due half a period later
        Assert.InRange(shard.Rooms[0].DurableTick.Value, promised[0].Value, 100u);

        shard.Run(60);
        Assert.Equal((0, 2L), (shard.Status().JournalGapRooms, shard.Status().JournalGapCount));
        Assert.InRange(shard.Rooms[0].DurableTick.Value, 2_150u, 2_160u);
        shard.Die();
        disk.KillProcess();
        RecoveryReport report = shard.Recover();
        Assert.Empty(report.Refusals);
        AssertTrue(shard, report);
        Assert.All(report.Rooms.Values, room => Assert.InRange(room.Tick.Value, 2_150u, 2_160u));
    }

    [Fact]
    public void Ticks_with_a_journal_allocate_nothing()
    {
        SimulatedStorage disk = new(7);
        JournaledShard shard = new(7, disk, s_options with { QueueBytes = 1 << 20 }, rooms: 3, players: 8);
        shard.Start(shard.Recover());
        shard.Run(200);
        shard.IsSettled = true;   // nobody comes or goes: those do allocate
        shard.Run(300);
        long before = shard.AllocatedBytes;
        shard.Run(300);
        Assert.Equal(0, shard.AllocatedBytes - before);
        Assert.True(shard.Checkpoints.StoredCount > 30);
    }

    private static JournaledShard Lived(ulong seed, SimulatedStorage disk, int ticks, bool stops = false, JournalOptions? options = null)
    {
        JournaledShard shard = new(seed, disk, options ?? s_options, rooms: 2, players: 8);
        shard.Start(shard.Recover());
        shard.Run(ticks);
        if (stops) shard.Stop();
        shard.Die();
        disk.KillProcess();
        return shard;
    }

    private static void AssertTrue(JournaledShard shard, RecoveryReport report)
    {
        Assert.Equal(shard.ShardOptions.Rooms, report.Rooms.Count);
        foreach ((RoomId id, RoomSimulation room) in report.Rooms)
        {
            Assert.Equal(shard.TruthOf(id.Value - shard.ShardOptions.FirstRoomId)[(int)room.Tick.Value - 1], room.StateHash);
        }
    }

    private static SimulatedStorage Copy(SimulatedStorage disk, string changed, ReadOnlySpan<byte> bytes)
    {
        SimulatedStorage copy = new(1);
        foreach (string name in disk.List())
        {
            using IJournalFile file = copy.Create(name);
            file.Append(name == changed ? bytes : BytesOf(disk, name));
            file.Flush();
        }

        copy.SyncNames();
        return copy;
    }

    private static byte[] BytesOf(SimulatedStorage disk, string name)
    {
        using IJournalSource source = disk.Open(name);
        byte[] bytes = new byte[source.Length];
        source.Read(0, bytes);
        return bytes;
    }

    private static StorageFaults DrawFaults(ref Prng draw, long usedBytes, bool lies) => new()
    {
        CapacityBytes = draw.NextChance(0.2) ? usedBytes + draw.NextInt(1_000, 400_000) : long.MaxValue,
        AppendFailChance = draw.NextChance(0.4) ? 0.1 : 0,
        FlushFailChance = draw.NextChance(0.4) ? 0.2 : 0,
        FlushLieChance = lies ? 0.3 : 0,
        BitFlipChance = lies ? 0.1 : 0,
    };
}
