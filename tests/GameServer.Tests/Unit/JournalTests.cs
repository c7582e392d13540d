using System;
using System.IO;
using GameServer.Core;
using GameServer.Persistence;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class JournalTests : IDisposable
{
    private static readonly JournalIdentity s_identity = new(1, 2, 3);
    private static readonly RoomId s_room = new(4);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Real_files_give_back_what_was_written_in_order_over_several_segments()
    {
        FileStorage storage = new(_folder);
        WriteRecords(storage, count: 500, first: 1);
        using JournalScan scan = new(storage);
        for (uint i = 1; i <= 500; i++)
        {
            Assert.True(scan.TryRead(out JournalRecord record));
            Assert.Equal((i, s_room, new Tick(i), (byte)7), (record.Sequence, record.Room, record.Tick, record.Kind));
            Assert.Equal(100, record.Payload.Length);
            Assert.Equal((byte)i, record.Payload[^1]);
        }

        Assert.False(scan.TryRead(out _));
        Assert.Equal(JournalEnd.Clean, scan.End);
        Assert.Equal(s_identity, scan.Identity);
        Assert.True(scan.SegmentCount > 3);
    }

    [Fact]
    public void Segments_that_checkpoints_have_overtaken_are_dropped_and_no_others()
    {
        FileStorage storage = new(_folder);
        using JournalWriter writer = WriteRecords(storage, count: 500, first: 1);
        writer.DropUpTo(250);
        using JournalScan scan = new(storage);
        Assert.True(scan.TryRead(out JournalRecord first));
        Assert.InRange(first.Sequence, 180ul, 251ul);   // a segment holds 66
        while (scan.TryRead(out _))
        {
        }

        Assert.Equal((JournalEnd.Clean, 500ul), (scan.End, scan.LastSequence));
    }

    [Fact]
    public void A_full_queue_refuses_and_counts_and_takes_records_again_once_the_disk_has_them()
    {
        SimulatedStorage disk = new(1) { Faults = StorageFaults.None with { CapacityBytes = 0 } };
        JournalOptions options = new() { QueueBytes = 1 << 17, Durability = Durability.Sync };
        JournalQueue queue = new(options.QueueBytes, 1);
        using JournalWriter writer = new(disk, queue, s_identity, options);
        Timestamp now = new(1, 1);
        byte[] payload = new byte[1_000];
        ulong accepted = 0;
        for (int i = 0; i < 300; i++)
        {
            if (queue.TryAppend(s_room, new Tick(1), 1, payload) != 0) accepted++;
            queue.Publish();
            writer.Drain(now);
        }

        Assert.Equal(300, (long)accepted + queue.RefusedCount);
        Assert.InRange(queue.WaitingBytes, options.QueueBytes - 2_000, options.QueueBytes);
        Assert.Equal(JournalHealth.Failing, writer.Health);
        Assert.Equal("no space left on device", writer.FailureText);

        disk.Faults = StorageFaults.None;
        writer.Drain(now.Plus(Timestamp.NanosecondsPerSecond));
        Assert.Equal((JournalHealth.Good, 0L, accepted), (writer.Health, queue.WaitingBytes, writer.DurableSequence));
        Assert.NotEqual(0ul, queue.TryAppend(s_room, new Tick(2), 1, payload));
    }

    [Fact]
    public void Appending_and_publishing_allocate_nothing()
    {
        SimulatedStorage disk = new(1);
        JournalOptions options = new() { QueueBytes = 1 << 18 };
        JournalQueue queue = new(options.QueueBytes, 1);
        using JournalWriter writer = new(disk, queue, s_identity, options);
        Timestamp now = new(1, 1);
        byte[] payload = new byte[3_000];
        long allocated = 0;
        for (int step = 0; step < 2_000; step++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            queue.TryAppend(s_room, new Tick((uint)step + 1), 1, payload);
            queue.TryAppend(s_room, new Tick((uint)step + 1), 2, payload.AsSpan(0, 10));
            queue.Publish();
            if (step >= 500) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            now = now.Plus(10 * Timestamp.NanosecondsPerMillisecond);
            writer.Drain(now);
        }

        Assert.Equal(0, queue.RefusedCount);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Every_bad_option_is_named()
    {
        Assert.Empty(new JournalOptions().Validate());
        Assert.Equal(3, new JournalOptions { FlushPeriodMs = 0, SegmentBytes = 1, QueueBytes = 1 }.Validate().Count);
    }

    private static JournalWriter WriteRecords(IJournalStorage storage, int count, ulong first)
    {
        JournalOptions options = new() { SegmentBytes = 8_192 };
        JournalQueue queue = new(options.QueueBytes, first);
        JournalWriter writer = new(storage, queue, s_identity, options);
        byte[] payload = new byte[100];
        Timestamp now = new(1, 1);
        for (int i = 1; i <= count; i++)
        {
            payload[^1] = (byte)i;
            queue.TryAppend(s_room, new Tick((uint)i), 7, payload);
            queue.Publish();
            now = now.Plus(options.FlushPeriodMs * Timestamp.NanosecondsPerMillisecond);
            writer.Drain(now);
        }

        Assert.Equal((ulong)count, writer.DurableSequence);
        return writer;
    }
}
