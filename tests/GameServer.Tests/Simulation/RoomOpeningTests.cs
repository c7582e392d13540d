using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>Rooms that operators opened and closed, over crashes: what was open is there, what was closed is not, and numbers are never given twice.</summary>
public sealed class RoomOpeningTests
{
    private static readonly RoomId s_added = new(9);
    private static readonly JournalOptions s_journal = new() { CheckpointSeconds = 0.5 };

    [Theory, InlineData(3), InlineData(40), InlineData(300)]
    public void A_room_that_was_opened_is_recovered_at_its_exact_state(int ticks)
    {
        (SimulatedStorage disk, JournaledShard shard) = Started();
        shard.Run(20);
        Room opened = shard.Open(s_added);
        List<ulong> truth = [];
        for (int i = 0; i < ticks; i++)
        {
            shard.Run(1);
            if (opened.Tick.Value > truth.Count) truth.Add(opened.StateHash);
        }

        Assert.InRange(truth.Count, ticks - 2, ticks);
        RecoveryReport report = Crash(disk, shard);
        Assert.Empty(report.Refusals);
        Assert.Equal([new RoomId(3), new RoomId(4), s_added], report.Roster.Open);
        RoomSimulation recovered = report.Rooms[s_added];
        Assert.InRange((int)recovered.Tick.Value, truth.Count - 2, truth.Count);
        if (!recovered.Tick.IsNone) Assert.Equal(truth[(int)recovered.Tick.Value - 1], recovered.StateHash);
        Tick resumedAt = recovered.Tick;
        shard.Start(report);
        Assert.Equal(3, shard.Rooms.Length);
        shard.Run(30);
        Assert.True(shard.Rooms[2].Tick >= resumedAt + 29);
    }

    [Fact]
    public void A_room_that_was_stored_and_never_opened_begins_anew()
    {
        (SimulatedStorage disk, JournaledShard shard) = Started();
        shard.Run(20);
        shard.Open(s_added);   // the request is in the queue when the process dies
        RecoveryReport report = Crash(disk, shard);
        Assert.Empty(report.Refusals);
        shard.Start(report);
        shard.Run(5);
        Assert.Equal(s_added, shard.Rooms[2].Id);
        Assert.InRange(shard.Rooms[2].Tick.Value, 4u, 5u);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void A_room_that_was_closed_does_not_come_back_wherever_the_crash_comes(int stepsDone)
    {
        (SimulatedStorage disk, JournaledShard shard) = Started();
        Room opened = shard.Open(s_added);
        shard.Run(120);   // with checkpoints
        Assert.True(opened.Simulation.PlayerCount > 0);
        shard.Close(s_added);
        if (stepsDone >= 1)
        {
            shard.Run(3);
            Assert.False(shard.Shard.Rooms.Has(s_added));
            Assert.Equal(0, opened.Simulation.PlayerCount);
        }

        if (stepsDone >= 2) shard.Forget(s_added);
        RecoveryReport report = Crash(disk, shard);
        Assert.Empty(report.Refusals);
        Assert.DoesNotContain(s_added, report.Roster.Open);
        Assert.Equal(stepsDone < 2, report.Rooms.ContainsKey(s_added));
        shard.Start(report);
        shard.Run(5);
        Assert.False(shard.Shard.Rooms.Has(s_added));
        Assert.Equal(2, shard.Rooms.Length);
        if (stepsDone < 2) shard.Forget(s_added);
        Assert.Equal(s_added.Value + 1, shard.Roster.NextRoomId);
        RecoveryReport again = Crash(disk, shard);
        Assert.Empty(again.Refusals);
        Assert.DoesNotContain(s_added, again.Rooms.Keys);
        Assert.DoesNotContain(disk.List(), name => name.Contains($"checkpoint-{s_added.Value:x8}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_log_is_dropped_again_once_a_closed_room_is_gone()
    {
        (SimulatedStorage disk, JournaledShard shard) = Started(s_journal with { SegmentBytes = 64 << 10 });
        shard.Open(s_added);
        shard.Run(10);
        shard.Close(s_added);
        shard.Run(3);
        shard.Forget(s_added);
        shard.Run(1_500);
        string oldest = disk.List().First(name => name.StartsWith("journal-", StringComparison.Ordinal));
        Assert.NotEqual("journal-0000000000000001.log", oldest);
    }

    [Fact]
    public void A_shard_whose_rooms_were_changed_starts_with_its_own_number_of_rooms_only()
    {
        (SimulatedStorage disk, JournaledShard shard) = Started();
        shard.Open(s_added);
        shard.Run(10);
        disk.KillProcess();
        shard.Die();
        RecoveryReport report = shard.Recover(options: shard.ShardOptions with { Rooms = 3 });
        Assert.Contains("number of rooms", Assert.Single(report.Refusals));
    }

    [Fact]
    public void A_list_of_rooms_is_whole_or_the_former_one_and_damage_is_noticed()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            SimulatedStorage disk = new(seed);
            RoomRoster first = RoomRoster.Of(new ShardOptions { FirstRoomId = 3, Rooms = 2 }).WithOpen(s_added);
            first.Write(disk);
            RoomRoster second = first.WithClosing(s_added);
            disk.Faults = StorageFaults.None with { AppendFailChance = 0.3, FlushFailChance = 0.3 };
            bool isWritten = TryWrite(second, disk);
            disk.Crash();
            disk.Faults = StorageFaults.None;
            RoomRoster read = RoomRoster.Read(disk)!;
            Assert.Equal(isWritten, read.Closing.Contains(s_added));
            Assert.Equal((3, 2, 10, 2 + (isWritten ? 0 : 1)), (read.FirstRoomId, read.Rooms, read.NextRoomId, read.Open.Count));
        }

        SimulatedStorage broken = new(1);
        using (IJournalFile file = broken.Create("rooms.roster")) file.Append(new byte[40]);
        Assert.Throws<InvalidDataException>(() => RoomRoster.Read(broken));
        JournaledShard shard = new(1, broken, s_journal, rooms: 2, players: 8);
        Assert.Contains("damaged", shard.Recover().Refusals[0]);
    }

    private static bool TryWrite(RoomRoster roster, SimulatedStorage disk)
    {
        try
        {
            roster.Write(disk);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static (SimulatedStorage Disk, JournaledShard Shard) Started(JournalOptions? options = null)
    {
        SimulatedStorage disk = new(1);
        JournaledShard shard = new(1, disk, options ?? s_journal, rooms: 2, players: 8);
        shard.Start(shard.Recover());
        return (disk, shard);
    }

    private static RecoveryReport Crash(SimulatedStorage disk, JournaledShard shard)
    {
        shard.Die();
        disk.KillProcess();
        return shard.Recover();
    }
}
