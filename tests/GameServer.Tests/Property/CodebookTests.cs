using System;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Property;

public sealed class CodebookTests
{
    [Fact]
    public void Rows_of_any_fields_read_back_under_the_built_in_and_under_learned_books()
    {
        foreach (ulong seed in Seeds.Each(150))
        {
            Prng prng = new(seed);
            AnyRows rows = new(ref prng);
            CodebookLayout layout = new([rows.Plan]);
            CodebookCounts counts = new(layout);
            Codebook book = new(layout, reads: true);
            RoundTrip(rows, book, counts, ref prng, seed, rounds: 60);
            counts.ChooseGains();
            RoundTrip(rows, book, counts, ref prng, seed, rounds: 60);
            Codebook learned = Learn(layout, counts, seed);
            Assert.True(CodebookBuilder.Cost(counts, learned) <= CodebookBuilder.Cost(counts, book) + (8 * CodebookFormat.BytesMax));
            RoundTrip(rows, learned, counts, ref prng, seed, rounds: 60);
        }
    }

    [Fact]
    public void A_book_that_was_learned_costs_less_than_the_built_in_one()
    {
        Prng prng = new(5);
        AnyRows rows = new(ref prng);
        CodebookLayout layout = new([rows.Plan]);
        CodebookCounts counts = new(layout);
        Codebook book = new(layout, reads: true);
        RoundTrip(rows, book, counts, ref prng, 5, rounds: 3_000);
        long before = CodebookBuilder.Cost(counts, book);
        long after = CodebookBuilder.Cost(counts, Learn(layout, counts, 5));
        Assert.True(after < before * 0.95, $"{after} bits after {before}");
    }

    [Fact]
    public void Random_bits_give_rows_in_range_or_are_refused()
    {
        int refused = 0;
        int taken = 0;
        foreach (ulong seed in Seeds.Each(200))
        {
            Prng prng = new(seed);
            AnyRows rows = new(ref prng);
            CodebookLayout layout = new([rows.Plan]);
            Codebook book = new(layout, reads: true);
            ulong[] words = new ulong[64];
            for (int round = 0; round < 20; round++)
            {
                prng.Fill(MemoryMarshal.AsBytes(words.AsSpan()));
                int bitEnd = prng.NextInt(60 * 64);
                CodebookReader reader = new(words, 0, bitEnd, book);
                reader.Use(0);
                int[] row = new int[rows.Length];
                RowStates states = new(rows.Any(ref prng), prng.NextChance(0.5) ? rows.Any(ref prng) : default, RowStates.SameSpan, book.Gains(0));
                RowWalk.Delta(ref reader, rows.Plan, states, row);
                if (reader.Failed) refused++;
                else taken++;
                Assert.True(reader.Failed || rows.IsInRange(row), $"SEED={seed}");
            }
        }

        Assert.True(refused > 0 && taken > 0, $"{refused} refused, {taken} taken");
    }

    [Fact]
    public void Books_from_strangers_are_sound_or_refused()
    {
        byte[] bytes = new byte[CodebookFormat.BytesMax];
        foreach (ulong seed in Seeds.Each(200))
        {
            Prng prng = new(seed);
            AnyRows rows = new(ref prng);
            CodebookLayout layout = new([rows.Plan]);
            CodebookCounts counts = new(layout);
            CodebookDraft draft = new(layout);
            RoundTrip(rows, new Codebook(layout, reads: true), counts, ref prng, seed, rounds: 30);
            new CodebookBuilder(layout).Build(counts, draft);
            int length = CodebookFormat.Write(layout, draft, bytes);
            for (int round = 0; round < 20; round++)
            {
                byte[] altered = bytes.AsSpan(0, length).ToArray();
                if (length > 0) altered[prng.NextInt(length)] ^= (byte)(1 << prng.NextInt(8));
                if (prng.NextChance(0.2)) altered = altered.AsSpan(0, prng.NextInt(length + 1)).ToArray();
                if (!CodebookFormat.TryRead(layout, altered, draft)) continue;

                // Whatever was taken must serve as a book: both ends of it agree.
                RoundTrip(rows, Loaded(layout, draft), counts, ref prng, seed, rounds: 5);
            }
        }
    }

    private static Codebook Learn(CodebookLayout layout, CodebookCounts counts, ulong seed)
    {
        CodebookDraft draft = new(layout);
        new CodebookBuilder(layout).Build(counts, draft);
        byte[] bytes = new byte[CodebookFormat.BytesMax];
        int length = CodebookFormat.Write(layout, draft, bytes);
        Assert.True(length > 0, $"SEED={seed}");
        CodebookDraft read = new(layout);
        Assert.True(CodebookFormat.TryRead(layout, bytes.AsSpan(0, length), read), $"SEED={seed}");
        return Loaded(layout, read);
    }

    private static Codebook Loaded(CodebookLayout layout, CodebookDraft draft)
    {
        Codebook book = new(layout, reads: true);
        book.Load(1, draft);
        return book;
    }

    private static void RoundTrip(AnyRows rows, Codebook book, CodebookCounts counts, ref Prng prng, ulong seed, int rounds)
    {
        ulong[] words = new ulong[(CodebookWriter.BitsMax / 64) + 4];
        for (int round = 0; round < rounds; round++)
        {
            int[] older = rows.Any(ref prng);
            int[] baseline = rows.Next(older, ref prng);
            int[] row = rows.Next(baseline, ref prng);
            int length = prng.NextChance(0.5) ? rows.Length : rows.FirstEnd;
            int span = prng.NextChance(0.5) ? RowStates.SameSpan : prng.NextInt(1, 64 * RowStates.SameSpan);
            ReadOnlySpan<int> before = prng.NextChance(0.7) ? older.AsSpan(0, length) : default;
            RowStates states = new(baseline.AsSpan(0, length), before, span, book.Gains(0));
            bool regular = RowWalk.IsRegular(rows.Plan, states, row.AsSpan(0, length));

            Array.Fill(words, ulong.MaxValue);
            CodebookWriter writer = new(words, 0, book);
            writer.Use(0);
            if (regular) RowWalk.RegularDelta(ref writer, rows.Plan, states, row.AsSpan(0, length));
            else RowWalk.Delta(ref writer, rows.Plan, states, row.AsSpan(0, length));
            int bits = writer.BitCount;
            writer.Finish();
            Assert.True(bits <= CodebookWriter.BitsMax, $"SEED={seed}");

            CodebookReader reader = new(words, 0, bits, book);
            reader.Use(0);
            int[] read = new int[length];
            if (regular) RowWalk.RegularDelta(ref reader, rows.Plan, states, read);
            else RowWalk.Delta(ref reader, rows.Plan, states, read);
            Assert.False(reader.Failed, $"SEED={seed}");
            Assert.Equal(bits, reader.BitIndex);
            Assert.True(row.AsSpan(0, length).SequenceEqual(read), $"SEED={seed}");

            CodebookCounter counter = new(counts, 0);
            RowStates counted = new(baseline.AsSpan(0, length), before, span, counts.Gains(0));
            RowWalk.Delta(ref counter, rows.Plan, counted, row.AsSpan(0, length));
        }
    }
}
