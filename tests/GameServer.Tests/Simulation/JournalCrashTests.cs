using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.Persistence;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>A journal on a disk that tears, fails and lies: what comes back is always a true front part of what went in, and as long as promised.</summary>
public sealed class JournalCrashTests
{
    private static readonly JournalIdentity s_identity = new(0xB111D, 0x5C4E3A, 0);

    public static TheoryData<ulong> Block => Seeds.Block(60);

    [Theory, MemberData(nameof(Block))]
    public void What_was_promised_survives_every_crash(ulong seed)
    {
        Prng draw = Prng.For(seed, "journal test");
        SimulatedStorage disk = new(seed);
        List<string> truth = [];   // what each record said, in order
        bool lies = draw.NextChance(0.2);
        for (int life = 0; life < 6; life++)
        {
            disk.Faults = DrawFaults(ref draw, lies);
            ulong durable = Live(ref draw, disk, truth);
            if (draw.NextChance(0.5)) disk.KillProcess();
            else disk.Crash();
            disk.Faults = StorageFaults.None;
            int survived = ScanAgainst(disk, truth, seed, out string end);
            Assert.True(lies || survived >= (int)durable, $"seed {seed}: life {life}: {durable} promised, {survived} survived; {end}");
            truth.RemoveRange(survived, truth.Count - survived);
        }
    }

    [Theory, MemberData(nameof(Block))]
    public void A_bit_turned_over_is_found_and_nothing_behind_it_believed(ulong seed)
    {
        Prng draw = Prng.For(seed, "journal test");
        SimulatedStorage disk = new(seed);
        List<string> truth = [];
        Live(ref draw, disk, truth);
        disk.Faults = StorageFaults.None with { BitFlipChance = 0.7 };
        disk.Crash();
        ScanAgainst(disk, truth, seed, out _);
    }

    [Theory, MemberData(nameof(Block))]
    public void A_checkpoint_is_whole_or_not_there_and_an_older_one_steps_in(ulong seed)
    {
        Prng draw = Prng.For(seed, "checkpoint test");
        SimulatedStorage disk = new(seed) { Faults = StorageFaults.None with { AppendFailChance = 0.1, FlushFailChance = 0.1 } };
        CheckpointStore store = new(disk);
        RoomId room = new(draw.NextInt(5));
        uint newestWritten = 0;
        for (uint tick = 1; tick <= 20; tick++)
        {
            try
            {
                store.Write(new Checkpoint(room, new Tick(tick), tick * 10, s_identity, tick * 77, StateAt(tick)));
                newestWritten = tick;
            }
            catch (IOException)
            {
                // Full or failing: the one before must do.
            }
        }

        disk.Crash();
        List<string> problems = [];
        List<Checkpoint> found = [.. store.Read(room, problems)];
        Assert.Empty(problems);
        Assert.True(newestWritten == 0 || found[0].Tick.Value >= newestWritten, $"seed {seed}");
        Assert.InRange(found.Count, 0, 3);
        foreach (Checkpoint checkpoint in found)
        {
            Assert.Equal(StateAt(checkpoint.Tick.Value), checkpoint.State.ToArray());
            Assert.Equal(new Checkpoint(room, checkpoint.Tick, checkpoint.Tick.Value * 10, s_identity, checkpoint.Tick.Value * 77, checkpoint.State), checkpoint);
        }
    }

    private static byte[] StateAt(uint tick) => [.. Enumerable.Range(0, (int)(tick * 13)).Select(i => (byte)(i * tick))];

    private static StorageFaults DrawFaults(ref Prng draw, bool lies) => new()
    {
        CapacityBytes = draw.NextChance(0.2) ? draw.NextInt(1_000, 200_000) : long.MaxValue,
        AppendFailChance = draw.NextChance(0.4) ? 0.1 : 0,
        FlushFailChance = draw.NextChance(0.4) ? 0.2 : 0,
        FlushLieChance = lies ? 0.3 : 0,
    };

    /// <summary>One life of a process: it carries on where the journal ends, writes some records, and is gone.</summary>
    /// <returns>Records it had promised.</returns>
    private static ulong Live(ref Prng draw, SimulatedStorage disk, List<string> truth)
    {
        JournalOptions options = new()
        {
            Durability = draw.NextChance(0.5) ? Durability.Sync : Durability.Async,
            FlushPeriodMs = draw.NextInt(1, 50),
            SegmentBytes = draw.NextInt(4_096, 30_000),
            QueueBytes = 1 << 17,
        };
        Assert.Empty(options.Validate());
        JournalQueue queue = new(options.QueueBytes, (ulong)truth.Count + 1);
        using JournalWriter writer = new(disk, queue, s_identity, options);
        Timestamp now = new(1, 1);
        byte[] payload = new byte[4_000];
        int steps = draw.NextInt(1, 150);
        for (int step = 0; step < steps; step++)
        {
            for (int records = draw.NextInt(4); records > 0; records--)
            {
                Span<byte> bytes = payload.AsSpan(0, draw.NextInt(payload.Length));
                foreach (ref byte value in bytes) value = (byte)draw.NextInt(256);
                RoomId room = new(draw.NextInt(8));
                ulong number = queue.TryAppend(room, new Tick((uint)step + 1), (byte)records, bytes);
                if (number == 0) continue;
                truth.Add(Describe(number, room, new Tick((uint)step + 1), (byte)records, bytes));
                Assert.Equal((ulong)truth.Count, number);
            }

            queue.Publish();
            now = now.Plus(draw.NextInt(1, 40) * Timestamp.NanosecondsPerMillisecond);
            if (draw.NextChance(0.7)) writer.Drain(now);
        }

        Assert.InRange(queue.WaitingBytes, 0, options.QueueBytes);
        return writer.DurableSequence;
    }

    /// <returns>Records found, each of which is as it was written.</returns>
    private static int ScanAgainst(SimulatedStorage disk, List<string> truth, ulong seed, out string end)
    {
        using JournalScan scan = new(disk);
        int count = 0;
        while (scan.TryRead(out JournalRecord record))
        {
            Assert.True(count < truth.Count, $"seed {seed}: record {record.Sequence} was never written");
            string found = Describe(record.Sequence, record.Room, record.Tick, record.Kind, record.Payload);
            Assert.True(truth[count] == found, $"seed {seed}: record {record.Sequence} differs");
            count++;
        }

        Assert.NotEqual(JournalEnd.Open, scan.End);
        end = $"{scan.End} {scan.EndText}";
        scan.Settle();
        return count;
    }

    private static string Describe(ulong sequence, RoomId room, Tick tick, byte kind, ReadOnlySpan<byte> payload) => $"{sequence} {room} {tick} {kind} {payload.Length} {Crc32c.Of(payload)}";
}
