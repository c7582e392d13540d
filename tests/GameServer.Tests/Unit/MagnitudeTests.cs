using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class MagnitudeTests
{
    [Fact]
    public void Numbers_come_back_from_their_tokens_and_low_bits()
    {
        for (int number = -70_000; number <= 70_000; number++) AssertComesBack(number);
        for (int bit = 16; bit <= 30; bit++)
        {
            foreach (int number in new[] { (1 << bit) - 1, 1 << bit, (1 << bit) + 1 })
            {
                if (number > 1 << 30) continue;
                AssertComesBack(number);
                AssertComesBack(-number);
            }
        }
    }

    [Fact]
    public void Every_difference_of_a_field_has_a_token_within_its_count()
    {
        for (int bits = 1; bits <= 31; bits++)
        {
            int largest = 1 << (bits - 1);
            int token = Magnitude.Split(-largest, out _, out _);
            Assert.InRange(token, 1, Magnitude.TokenCount(bits) - 1);
            Assert.InRange(Magnitude.TokenCount(bits), 1, Magnitude.TokensMax);
        }
    }

    [Fact]
    public void Larger_sizes_have_larger_tokens()
    {
        int previous = 0;
        for (int size = 0; size < 5_000; size++)
        {
            int token = Magnitude.Split(size, out _, out _);
            Assert.True(token >= previous);
            previous = token;
        }
    }

    [Fact]
    public void Code_lengths_are_complete_limited_and_no_longer_than_a_plain_code()
    {
        HuffmanLengths huffman = new();
        foreach (ulong seed in Seeds.Each(300))
        {
            Prng prng = new(seed);
            int[] counts = new int[prng.NextInt(2, Magnitude.TokensMax + 1)];
            for (int i = 0; i < counts.Length; i++) counts[i] = prng.NextChance(0.3) ? 0 : 1 + prng.NextInt(1 << prng.NextInt(1, 30));
            counts[0] = counts[^1] = 1;
            byte[] lengths = new byte[counts.Length];
            huffman.Build(counts, lengths);
            int space = 0;
            long bits = 0;
            long plainBits = 0;
            for (int i = 0; i < counts.Length; i++)
            {
                Assert.Equal(counts[i] == 0, lengths[i] == 0);
                if (counts[i] == 0) continue;
                Assert.InRange(lengths[i], 1, HuffmanLengths.Longest);
                space += 1 << (HuffmanLengths.Longest - lengths[i]);
                bits += (long)counts[i] * lengths[i];
                plainBits += (long)counts[i] * BitMath.BitLength((uint)(counts.Length - 1));
            }

            Assert.True(space == 1 << HuffmanLengths.Longest, $"SEED={seed}: code space {space}");
            Assert.True(bits <= plainBits, $"SEED={seed}");
        }
    }

    private static void AssertComesBack(int number)
    {
        int token = Magnitude.Split(number, out int lowBits, out uint low);
        Assert.Equal(lowBits, Magnitude.LowBits(token));
        Assert.Equal(number, Magnitude.Join(token, low));
    }
}
