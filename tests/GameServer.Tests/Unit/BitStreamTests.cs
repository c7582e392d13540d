using System;
using GameServer.Core;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class BitStreamTests
{
    [Fact]
    public void What_is_written_at_any_alignment_reads_back()
    {
        Prng prng = new(1);
        Span<byte> buffer = stackalloc byte[4096];
        for (int round = 0; round < 200; round++)
        {
            Prng replay = prng;
            BitWriter writer = new(buffer);
            for (int i = 0; i < 500; i++)
            {
                int bits = prng.NextInt(33);
                writer.Write(prng.NextUInt() & ((1UL << bits) - 1), bits);
                writer.WriteExpGolomb(prng.NextUInt() >> prng.NextInt(32), prng.NextInt(9));
            }

            int bitCount = writer.BitCount;
            int bytes = writer.Finish();
            Assert.False(writer.Overflowed);
            Assert.Equal((bitCount + 7) / 8, bytes);
            BitReader reader = new(buffer[..bytes]);
            for (int i = 0; i < 500; i++)
            {
                int bits = replay.NextInt(33);
                Assert.True(reader.TryRead(bits, out uint value));
                Assert.Equal(replay.NextUInt() & ((1UL << bits) - 1), value);
                uint expected = replay.NextUInt() >> replay.NextInt(32);
                Assert.True(reader.TryReadExpGolomb(replay.NextInt(9), out uint code));
                Assert.Equal(expected, code);
            }

            Assert.True(reader.BitsLeft < 8);
        }
    }

    [Fact]
    public void A_reader_refuses_to_pass_the_end()
    {
        Span<byte> one = stackalloc byte[1];
        BitReader reader = new(one);
        Assert.False(reader.TryRead(9, out _));
        Assert.True(reader.TryRead(8, out _));
        Assert.False(reader.TryReadBit(out _));
        Assert.False(reader.TryReadExpGolomb(0, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_writer_latches_overflow_exactly_when_the_bits_do_not_fit(int capacityBytes)
    {
        for (int bits = 0; bits <= (capacityBytes * 8) + 20; bits++)
        {
            BitWriter writer = new(new byte[capacityBytes]);
            for (int i = 0; i < bits; i++) writer.WriteBit(true);
            writer.Finish();
            Assert.Equal(bits > capacityBytes * 8, writer.Overflowed);
        }
    }

    [Fact]
    public void Spliced_words_are_the_same_bits_as_written_ones()
    {
        Prng prng = new(2);
        ulong[] words = new ulong[8];
        byte[] direct = new byte[80];
        byte[] spliced = new byte[80];
        for (int round = 0; round < 500; round++)
        {
            int lead = prng.NextInt(64);
            int bits = prng.NextInt(words.Length * 64);
            for (int i = 0; i < words.Length; i++) words[i] = prng.NextULong();
            BitWriter one = new(direct);
            BitWriter two = new(spliced);
            one.Write(0, lead);
            two.Write(0, lead);
            for (int i = 0; i < bits; i++) one.WriteBit(((words[i / 64] >> (i % 64)) & 1) != 0);
            two.WriteWords(words, bits);
            Assert.Equal(one.Finish(), two.Finish());
            Assert.Equal(direct, spliced);
        }
    }
}
