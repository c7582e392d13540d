using System;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Property;

public sealed class DenseCoderTests
{
    [Fact]
    public void Rows_of_any_fields_read_back()
    {
        byte[] bytes = new byte[1 << 16];
        foreach (ulong seed in Seeds.Each(60))
        {
            Prng prng = new(seed);
            AnyRows rows = new(ref prng);
            DenseLayout layout = new([rows.Plan]);
            DenseModel sending = layout.NewModel(12, 1);
            DenseModel receiving = layout.NewModel(12, 1);
            byte[] gains = new byte[rows.Plan.ResidualSiteCount];
            int[] oldest = rows.Any(ref prng);
            int[] older = rows.Next(oldest, ref prng);
            int[] baseline = rows.Next(older, ref prng);
            for (int round = 0; round < 40; round++)
            {
                int[] row = rows.Next(baseline, ref prng);
                RowStates states = new(baseline, prng.NextChance(0.8) ? older : default, 2 * RowStates.SameSpan, gains);
                DenseSymbols<RangeWriter> writer = new(new RangeWriter(bytes, 0), sending, layout, 0);
                writer.Enter(states, oldest);
                RowWalk.Delta(ref writer, rows.Plan, states, row);
                int length = writer.Coder.Finish();

                DenseSymbols<RangeReader> reader = new(new RangeReader(bytes, 0, length), receiving, layout, 0);
                int[] read = new int[row.Length];
                reader.Enter(states, oldest);
                RowWalk.Delta(ref reader, rows.Plan, states, read);
                Assert.False(reader.Coder.Overran, $"SEED={seed}");
                Assert.True(row.AsSpan().SequenceEqual(read), $"SEED={seed}, round {round}");
                (oldest, older, baseline) = (older, baseline, row);
            }
        }
    }

    [Fact]
    public void The_range_coder_gives_bits_back_at_about_their_cost()
    {
        byte[] bytes = new byte[1 << 16];
        foreach (ulong seed in Seeds.Each(50))
        {
            Prng prng = new(seed);
            int count = prng.NextInt(1, 20_000);
            int[] chances = new int[count];
            int[] bits = new int[count];
            double information = 0;
            for (int i = 0; i < count; i++)
            {
                chances[i] = prng.NextInt(1, 65_536);
                bits[i] = prng.NextInt(65_536) < chances[i] ? 1 : 0;
                information -= Math.Log2((bits[i] != 0 ? chances[i] : 65_536 - chances[i]) / 65_536.0);
            }

            RangeWriter writer = new(bytes, 0);
            for (int i = 0; i < count; i++) writer.Code(bits[i], chances[i]);
            int length = writer.Finish();
            Assert.InRange(length * 8, information - 8, (information * 1.001) + 40);
            RangeReader reader = new(bytes, 0, length);
            for (int i = 0; i < count; i++) Assert.Equal(bits[i], reader.Code(0, chances[i]));
            Assert.False(reader.Overran);
        }
    }
}
