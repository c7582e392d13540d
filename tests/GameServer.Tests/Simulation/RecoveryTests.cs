using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>Rooms come back from a disk that was killed under them: at a tick that was, with the state that was, and not before what was promised.</summary>
public sealed class RecoveryTests
{
    private static readonly JournalOptions s_options = new() { CheckpointSeconds = 1, QueueBytes = 1 << 18, SegmentBytes = 1 << 14 };

    public static TheoryData<ulong> Block => Seeds.Block(40);

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

    private static StorageFaults DrawFaults(ref Prng draw, long usedBytes, bool lies) => new()
    {
        CapacityBytes = draw.NextChance(0.2) ? usedBytes + draw.NextInt(1_000, 400_000) : long.MaxValue,
        AppendFailChance = draw.NextChance(0.4) ? 0.1 : 0,
        FlushFailChance = draw.NextChance(0.4) ? 0.2 : 0,
        FlushLieChance = lies ? 0.3 : 0,
        BitFlipChance = lies ? 0.1 : 0,
    };
}
