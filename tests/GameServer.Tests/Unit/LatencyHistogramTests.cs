using System;
using GameServer.Core;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LatencyHistogramTests
{
    private static readonly double[] s_quantiles = [0, 0.001, 0.1, 0.25, 0.5, 0.9, 0.99, 0.999, 1];

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(41)]
    public void A_quantile_is_the_sorted_sample_or_up_to_a_128th_more(int bitsMax)
    {
        Prng prng = new((ulong)bitsMax);
        for (int sampleCount = 1; sampleCount <= 10_000; sampleCount *= 10)
        {
            LatencyHistogram histogram = new();
            long[] samples = Draw(ref prng, sampleCount, bitsMax);
            foreach (long sample in samples) histogram.Record(sample);
            Array.Sort(samples);
            foreach (double quantile in s_quantiles)
            {
                long exact = samples[Math.Max((int)Math.Ceiling(quantile * sampleCount), 1) - 1];
                Assert.InRange(histogram.Quantile(quantile), exact, exact + (exact / 128));
            }

            Assert.Equal(samples[0], histogram.Min);
            Assert.Equal(samples[^1], histogram.Max);
            Assert.Equal(sampleCount, histogram.Count);
        }
    }

    [Fact]
    public void Every_boundary_value_lands_in_a_bucket_that_reports_it_within_the_bound()
    {
        for (int bit = 0; bit < 42; bit++)
        {
            for (long offset = -1; offset <= 1; offset++)
            {
                long value = (1L << bit) + offset;
                LatencyHistogram histogram = new();
                histogram.Record(value);
                histogram.Record(LatencyHistogram.ValueMax); // or Max would answer, whatever the bucket
                Assert.InRange(histogram.Quantile(0.5), value, value + (value / 128));
            }
        }
    }

    [Fact]
    public void Merging_equals_recording_the_union()
    {
        Prng prng = new(7);
        LatencyHistogram left = new();
        LatencyHistogram right = new();
        LatencyHistogram union = new();
        foreach (long sample in Draw(ref prng, 3_000, 12)) { left.Record(sample); union.Record(sample); }
        foreach (long sample in Draw(ref prng, 5_000, 30)) { right.Record(sample); union.Record(sample); }
        left.Merge(right);
        left.Merge(new LatencyHistogram());
        AssertSame(union, left);
        Assert.Equal(5_000, right.Count);
    }

    [Fact]
    public void An_empty_histogram_answers_zero_and_clearing_empties_one()
    {
        LatencyHistogram histogram = new();
        AssertSame(new LatencyHistogram(), histogram);
        Assert.Equal(0, histogram.Quantile(0.99));
        Assert.Equal(0, histogram.Min);
        Assert.Equal(0, histogram.Max);
        Assert.Equal(0.0, histogram.Mean);
        histogram.Record(5);
        histogram.Record(70_000);
        histogram.Clear();
        AssertSame(new LatencyHistogram(), histogram);
    }

    [Fact]
    public void Values_past_the_end_saturate_and_the_largest_stays_exact()
    {
        LatencyHistogram histogram = new();
        histogram.Record(-5);
        histogram.Record(LatencyHistogram.ValueMax);
        histogram.Record(LatencyHistogram.ValueMax + 1);
        histogram.Record(long.MaxValue);
        Assert.Equal(4, histogram.Count);
        Assert.Equal(0, histogram.Min);
        Assert.Equal(0, histogram.Quantile(0.25));
        Assert.Equal(long.MaxValue, histogram.Max);
        Assert.Equal(long.MaxValue, histogram.Quantile(1));
    }

    // Sizes spread over the powers of two, so that every row of buckets is used.
    private static long[] Draw(ref Prng prng, int count, int bitsMax)
    {
        long[] samples = new long[count];
        for (int i = 0; i < count; i++) samples[i] = (long)(prng.NextULong() >> (64 - 1 - prng.NextInt(bitsMax)));
        return samples;
    }

    private static void AssertSame(LatencyHistogram expected, LatencyHistogram actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Min, actual.Min);
        Assert.Equal(expected.Max, actual.Max);
        Assert.Equal(expected.Mean, actual.Mean, tolerance: 1e-6 * Math.Max(expected.Mean, 1));
        foreach (double quantile in s_quantiles) Assert.Equal(expected.Quantile(quantile), actual.Quantile(quantile));
    }
}
