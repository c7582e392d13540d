using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class AckWindowTests
{
    [Fact]
    public void An_empty_window_contains_nothing()
    {
        AckWindow acks = default;
        Assert.False(acks.Any);
        Assert.False(acks.Contains(0));
        Assert.False(acks.Contains(65_535));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_500)]
    [InlineData(32_760)]
    public void Any_order_of_arrival_leaves_what_a_set_holds(int start)
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            Prng prng = new(seed);
            HashSet<int> applied = [];
            AckWindow acks = default;
            int newest = 0;
            for (int i = 0; i < 400; i++)
            {
                int number = start + newest + 40 + prng.NextInt(prng.NextChance(0.02) ? 300 : 6) - prng.NextInt(45);
                bool tooOld = applied.Count > 0 && start + newest + 40 - 36 - number > 32;
                if (applied.Count == 0 || number - (start + newest) > 0) newest = number - start;
                acks.Add((ushort)number);
                applied.Add(number);
                Assert.Equal((ushort)(start + newest), acks.Newest);
                Assert.True(tooOld || acks.Contains((ushort)number));
                for (int age = 0; age <= 32; age++)
                {
                    Assert.Equal(applied.Contains(start + newest - age), acks.Contains((ushort)(start + newest - age)));
                    if (age > 0) Assert.Equal(applied.Contains(start + newest - age), ((acks.Bits >> (age - 1)) & 1) != 0);
                }

                Assert.True(acks.Contains((ushort)(start + newest - 33)), "too old to tell counts as applied");
                Assert.False(acks.Contains((ushort)(start + newest + 1)));
            }
        }
    }

    [Fact]
    public void The_wire_form_is_the_window()
    {
        AckWindow acks = default;
        acks.Add(65_535);
        acks.Add(1);
        AckWindow copy = AckWindow.FromWire(acks.Newest, acks.Bits);
        Assert.Equal(1, copy.Newest);
        Assert.Equal(0b10u, copy.Bits);
        Assert.True(copy.Contains(65_535));
        Assert.False(copy.Contains(0));
    }
}
