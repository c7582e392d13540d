using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Swarm;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LoadTestDueWheelTests
{
    private const long MsNs = Timestamp.NanosecondsPerMillisecond;
    private const long StartNs = 1_234_567_890_123;

    [Fact]
    public void An_entry_comes_when_it_is_due_and_once()
    {
        DueWheel wheel = new(4, StartNs);
        wheel.Schedule(2, StartNs + (5 * MsNs));
        Assert.Empty(Collect(wheel, StartNs + (5 * MsNs) - 1));
        Assert.Equal([2], Collect(wheel, StartNs + (5 * MsNs)));
        Assert.Empty(Collect(wheel, StartNs + (50 * MsNs)));
        Assert.Equal(DueWheel.Never, wheel.DueNs(2));
    }

    [Fact]
    public void A_deadline_moves_both_ways_and_can_be_taken_back()
    {
        DueWheel wheel = new(3, StartNs);
        for (int i = 0; i < 3; i++) wheel.Schedule(i, StartNs + (10 * MsNs));
        wheel.Schedule(0, StartNs + (2 * MsNs));
        wheel.Schedule(1, StartNs + (20 * MsNs));
        wheel.Schedule(2, DueWheel.Never);
        Assert.Equal([0], Collect(wheel, StartNs + (10 * MsNs)));
        Assert.Equal([1], Collect(wheel, StartNs + (20 * MsNs)));
    }

    [Fact]
    public void A_deadline_in_the_past_comes_at_once()
    {
        DueWheel wheel = new(1, StartNs);
        Assert.Empty(Collect(wheel, StartNs + (100 * MsNs)));
        wheel.Schedule(0, StartNs);
        Assert.Equal([0], Collect(wheel, StartNs + (100 * MsNs)));
    }

    [Fact]
    public void More_due_entries_than_asked_for_come_with_the_next_call()
    {
        DueWheel wheel = new(10, StartNs);
        for (int i = 0; i < 10; i++) wheel.Schedule(i, StartNs + i);
        int[] due = new int[4];
        List<int> all = [];
        int count;
        while ((count = wheel.Collect(StartNs + MsNs, due)) > 0) all.AddRange(due[..count]);
        Assert.Equal(Enumerable.Range(0, 10), all.Order());
    }

    [Fact]
    public void Any_deadlines_come_in_time_whatever_the_pace_of_the_loop()
    {
        Prng prng = new(7);
        const int Entries = 200;
        DueWheel wheel = new(Entries, StartNs);
        long[] dueNs = new long[Entries];
        long nowNs = StartNs;
        for (int i = 0; i < Entries; i++) Reschedule(i);
        int collected = 0;
        for (int step = 0; step < 20_000; step++)
        {
            // Usually a slice; now and then a pause longer than a turn of the wheel.
            nowNs += prng.NextInt(1000) == 0 ? 3_000 * MsNs : prng.NextInt((int)(2 * MsNs));
            foreach (int index in Collect(wheel, nowNs))
            {
                Assert.True(dueNs[index] <= nowNs);
                collected++;
                Reschedule(index);
            }

            Assert.All(dueNs, due => Assert.True(due > nowNs));
        }

        Assert.True(collected > 1000);

        // Most within some ticks, some far beyond the end of the wheel.
        void Reschedule(int index)
        {
            dueNs[index] = nowNs + 1 + (prng.NextInt(10) == 0 ? prng.NextInt(5_000) * MsNs : prng.NextInt((int)(100 * MsNs)));
            wheel.Schedule(index, dueNs[index]);
        }
    }

    private static int[] Collect(DueWheel wheel, long nowNs)
    {
        int[] due = new int[256];
        return due[..wheel.Collect(nowNs, due)];
    }
}
