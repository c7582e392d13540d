using System;
using GameServer.Core;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class TickTests
{
    [Theory]
    [InlineData(1u)]
    [InlineData(40_000u)]
    [InlineData(65_535u)]
    [InlineData(65_536u)]
    [InlineData(65_537u)]
    [InlineData(10_000_000u)]
    public void Two_bytes_of_a_tick_name_it_anywhere_within_half_a_turn(uint reference)
    {
        for (int ahead = -32_767; ahead <= 32_767; ahead += 13)
        {
            long value = reference + (long)ahead;
            if (value < 0) continue;
            Assert.Equal(new Tick((uint)value), Tick.FromLow16((ushort)value, new Tick(reference)));
        }
    }

    [Fact]
    public void A_tick_from_before_the_start_is_taken_for_a_later_one()
    {
        Assert.Equal(new Tick(65_535), Tick.FromLow16(65_535, new Tick(3)));
    }

    [Fact]
    public void Ticks_compare_and_add_as_numbers()
    {
        Tick tick = new(7);
        Assert.True(tick > new Tick(6) && tick >= new Tick(7) && tick < new Tick(8) && tick <= new Tick(7));
        Assert.Equal(-3, tick - new Tick(10));
        Assert.Equal(new Tick(10), tick + 3);
        Assert.Equal(new Tick(4), tick - 3);
        Assert.Equal(new Tick(8), tick.Next);
        Assert.True(Tick.None.IsNone && !tick.IsNone);
        Assert.Throws<OverflowException>(() => new Tick(uint.MaxValue).Next);
    }
}
