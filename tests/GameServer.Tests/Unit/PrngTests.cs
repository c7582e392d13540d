using GameServer.Core;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class PrngTests
{
    /// <summary>Computed by an independent implementation of SplitMix64 and xoshiro256** 1.0.</summary>
    [Theory]
    [InlineData(0, 0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0, 0x6aa594f1262d2d2c)]
    [InlineData(42, 0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1, 0xecb8ad4703b360a1)]
    public void A_seed_gives_the_published_stream(ulong seed, ulong first, ulong second, ulong third, ulong fourth)
    {
        Prng prng = new(seed);
        Assert.Equal(first, prng.NextULong());
        Assert.Equal(second, prng.NextULong());
        Assert.Equal(third, prng.NextULong());
        Assert.Equal(fourth, prng.NextULong());
    }

    [Fact]
    public void Draws_are_uniform_and_in_range()
    {
        Prng prng = new(1);
        int[] counts = new int[10];
        double sum = 0;
        int heads = 0;
        const int Draws = 100_000;
        for (int i = 0; i < Draws; i++)
        {
            counts[prng.NextInt(-5, 5) + 5]++;
            float real = prng.NextFloat(2, 4);
            Assert.True(real is >= 2 and < 4);
            sum += prng.NextDouble();
            if (prng.NextChance(0.25)) heads++;
        }

        foreach (int count in counts) Assert.InRange(count, 9_500, 10_500);   // five standard deviations
        Assert.InRange(sum / Draws, 0.495, 0.505);
        Assert.InRange(heads, 24_300, 25_700);
    }

    [Fact]
    public void Streams_of_different_names_and_seeds_share_nothing()
    {
        Prng[] streams = [Prng.For(1, "world"), Prng.For(1, "players"), Prng.For(2, "world"), Prng.For(1, "worlds"), Prng.For(1, "dlrow")];
        ulong[] ones = new ulong[streams.Length];
        for (int draw = 0; draw < 1_000; draw++)
        {
            for (int i = 0; i < streams.Length; i++) ones[i] = streams[i].NextULong();
            for (int i = 0; i < ones.Length; i++)
            {
                for (int j = 0; j < i; j++) Assert.NotEqual(ones[i], ones[j]);
            }
        }

        Prng again = Prng.For(1, "world");
        Prng same = Prng.For(1, "world");
        Assert.Equal(again.NextULong(), same.NextULong());
    }

    [Fact]
    public void The_state_hash_follows_every_draw()
    {
        Prng prng = new(9);
        Prng twin = prng;
        Assert.Equal(prng.StateHash, twin.StateHash);
        prng.NextUInt();
        Assert.NotEqual(prng.StateHash, twin.StateHash);
        twin.NextUInt();
        Assert.Equal(prng.StateHash, twin.StateHash);
    }

    [Fact]
    public void Filling_sets_every_byte()
    {
        Prng prng = new(3);
        byte[] any = new byte[37];
        for (int i = 0; i < 64; i++)
        {
            byte[] bytes = new byte[37];
            prng.Fill(bytes);
            for (int at = 0; at < bytes.Length; at++) any[at] |= bytes[at];
        }

        foreach (byte value in any) Assert.Equal(0xFF, value);
        Assert.Throws<InvariantException>(() => new Prng(1).NextInt(0));
    }
}
