using System;
using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// Durations since the start, counted in buckets that scrapers can add up over time, shards and servers. Log-linear like <see cref="LatencyHistogram"/>, but as coarse as the question
/// asked of them, which is how many ticks were how bad: three buckets per decade, one of their ends on the millisecond by which a tick is late. Inside its owner, so a status picture is
/// one copy: 144 bytes.
/// </summary>
public struct DurationCounts
{
    /// <summary>Buckets with an upper end, and one for all that is longer.</summary>
    public const int BucketCount = 17;

    /// <summary>Upper ends, inclusive, in nanoseconds; the last bucket has none.</summary>
    public static ReadOnlySpan<long> BoundsNs =>
    [
        10_000, 25_000, 50_000,
        100_000, 250_000, 500_000,
        TickSchedule.LateNs, 2_500_000, 5_000_000,
        10_000_000, 25_000_000, 50_000_000,
        100_000_000, 250_000_000, 500_000_000,
        Timestamp.NanosecondsPerSecond,
    ];

    /// <summary>Durations by bucket, each counted once: not cumulative.</summary>
    public DurationBuckets Buckets;

    /// <summary>All of them added up.</summary>
    public long SumNs;

    /// <summary>Counts one duration of 0 or more.</summary>
    internal void Record(long ns)
    {
        int bucket = 0;
        while (bucket < BucketCount - 1 && ns > BoundsNs[bucket]) bucket++;
        Buckets[bucket]++;
        SumNs += ns;
    }
}
