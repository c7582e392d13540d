using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class InputQueueTests
{
    // A stick at rest is in the middle of its range, not at its lower end.
    private static readonly int[] s_neutral = [3, 0];

    [Fact]
    public void Each_tick_gets_its_own_input_or_the_one_before()
    {
        InputQueue queue = NewQueue(10);
        Assert.True(queue.Offer(new Tick(11), [1, 0]));
        Assert.True(queue.Offer(new Tick(13), [3, 1]));
        Assert.Equal([1, 0], queue.Consume(new Tick(11)).ToArray());
        Assert.True(queue.WasFresh);
        Assert.Equal([1, 0], queue.Consume(new Tick(12)).ToArray());
        Assert.False(queue.WasFresh);
        Assert.Equal([3, 1], queue.Consume(new Tick(13)).ToArray());
        Assert.Equal(1, queue.MissedCount);
    }

    [Fact]
    public void Before_the_first_input_there_is_the_neutral_one_and_a_tick_is_asked_for_once()
    {
        InputQueue queue = NewQueue(0);
        Assert.Equal(s_neutral, queue.Consume(new Tick(1)).ToArray());
        Assert.Throws<InvariantException>(() => { queue.Consume(new Tick(1)); });
    }

    [Fact]
    public void A_late_input_is_counted_once_and_dropped()
    {
        InputQueue queue = NewQueue(10);
        queue.Consume(new Tick(11));
        queue.Consume(new Tick(12));
        Assert.False(queue.Offer(new Tick(11), [5, 1]));
        Assert.False(queue.Offer(new Tick(11), [5, 1]));
        Assert.Equal(1, queue.LateCount);
        Assert.False(queue.Offer(new Tick(12), [5, 1]));
        Assert.Equal(2, queue.LateCount);
        Assert.Equal(s_neutral, queue.Consume(new Tick(13)).ToArray());
    }

    [Fact]
    public void Copies_sent_for_redundancy_are_neither_taken_nor_late()
    {
        InputQueue queue = NewQueue(10);
        Assert.True(queue.Offer(new Tick(11), [1, 1]));
        Assert.False(queue.Offer(new Tick(11), [2, 0]));
        Assert.Equal([1, 1], queue.Consume(new Tick(11)).ToArray());
        Assert.False(queue.Offer(new Tick(11), [2, 0]));
        Assert.Equal(0, queue.LateCount);
    }

    [Fact]
    public void An_input_too_far_ahead_is_refused()
    {
        InputQueue queue = NewQueue(10);
        Assert.False(queue.Offer(new Tick(10 + Limits.InputAheadTicks + 1), [1, 1]));
        Assert.True(queue.Offer(new Tick(10 + Limits.InputAheadTicks), [1, 1]));
        Assert.Equal(1, queue.TooEarlyCount);
    }

    /// <summary>A packet may say "15 inputs, the newest for tick 2": the oldest is then stamped below zero.</summary>
    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(uint.MaxValue - 12)]
    [InlineData(0x8000_0005)]
    public void A_stamp_that_wrapped_below_zero_is_refused(uint stamp)
    {
        InputQueue queue = NewQueue(5);
        Assert.False(queue.Offer(new Tick(stamp), [1, 1]));
        Assert.Equal(1, queue.TooEarlyCount);
    }

    [Fact]
    public void A_new_player_inherits_nothing()
    {
        InputQueue queue = NewQueue(10);
        queue.Offer(new Tick(12), [4, 1]);
        queue.Consume(new Tick(11));
        queue.Reset(new Tick(11));
        Assert.Equal(s_neutral, queue.Consume(new Tick(12)).ToArray());
        Assert.False(queue.WasFresh);
        Assert.Equal(1, queue.MissedCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_arrival_order_gives_what_a_dictionary_gives(ulong seed)
    {
        Prng prng = new(seed);
        InputQueue queue = NewQueue(100);
        Dictionary<uint, int> inTime = [];
        int last = s_neutral[0];
        for (uint tick = 101; tick < 3_000; tick++)
        {
            for (int i = prng.NextInt(3); i > 0; i--)
            {
                uint stamp = (uint)(tick + prng.NextInt(-6, Limits.InputAheadTicks));
                int value = prng.NextInt(1, 7);
                if (queue.Offer(new Tick(stamp), [value, 0])) Assert.True(stamp >= tick && inTime.TryAdd(stamp, value), $"seed {seed}, tick {tick}, stamp {stamp}");
                else Assert.True(stamp < tick || inTime.ContainsKey(stamp), $"seed {seed}, tick {tick}, stamp {stamp}");
            }

            bool fresh = inTime.TryGetValue(tick, out int expected);
            last = fresh ? expected : last;
            ReadOnlySpan<int> consumed = queue.Consume(new Tick(tick));
            Assert.Equal(last, consumed[0]);
            Assert.Equal(fresh, queue.WasFresh);
        }
    }

    private static InputQueue NewQueue(uint now)
    {
        InputQueue queue = new(ModelSchema.Schema.Input, s_neutral);
        queue.Reset(new Tick(now));
        return queue;
    }
}
