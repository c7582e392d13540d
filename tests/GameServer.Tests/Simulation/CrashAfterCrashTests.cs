using System;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>What a server leaves behind when it dies again and again.</summary>
public sealed class CrashAfterCrashTests
{
    private static readonly JournalOptions s_options = new() { CheckpointSeconds = 10, FlushPeriodMs = 20, QueueBytes = 1 << 18, SegmentBytes = 1 << 14 };

    [Fact]
    public void However_often_a_server_dies_young_no_more_than_its_last_life_is_run_again()
    {
        const int LifeTicks = 15;   // far less than a checkpoint is due after
        SimulatedStorage disk = new(1);
        JournaledShard shard = new(1, disk, s_options, rooms: 3, players: 8);
        shard.Start(shard.Recover());
        for (int life = 0; life < 12; life++)
        {
            shard.Run(LifeTicks);
            shard.Die();
            disk.KillProcess();
            RecoveryReport report = shard.Recover();
            Assert.Empty(report.Refusals);
            Assert.InRange(report.TicksReplayed, 1, LifeTicks * 3);
            shard.Start(report);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Overtaken_segments_are_kept_when_asked_for_and_lead_from_the_first_tick_to_the_last(bool keeps)
    {
        SimulatedStorage disk = new(2);
        JournaledShard shard = new(2, disk, s_options with { CheckpointSeconds = 0.5, SegmentBytes = 1 << 12, KeepsSegments = keeps }, rooms: 1, players: 8);
        shard.Start(shard.Recover());
        for (int life = 0; life < 3; life++)
        {
            shard.Run(100);
            shard.Die();
            disk.KillProcess();
            shard.Start(shard.Recover());
        }

        RoomId id = shard.Rooms[0].Id;
        (RoomOrigin? origin, bool hasBeginning) = RoomOrigin.Find(disk, id);
        Assert.Equal(keeps, hasBeginning);
        if (!keeps) return;
        RoomRecovery whole = new(id, new CheckpointStore(disk), shard.NewGame, origin!) { StartsBy = Tick.None };
        whole.LoadCheckpoint();
        using JournalScan scan = JournalScan.WithKept(disk);
        while (scan.TryRead(out JournalRecord record)) whole.Add(record, isForeign: false);
        whole.Replay();
        Assert.Null(whole.Stopped);
        Assert.Equal(shard.Rooms[0].Tick, whole.Room!.Tick);
        Assert.Equal(whole.Room.Tick.Value, whole.TicksReplayed);
        Assert.Equal(shard.Rooms[0].StateHash, whole.Room.StateHash);
        Assert.Contains(disk.List(), name => name.EndsWith(".kept", StringComparison.Ordinal));
    }
}
