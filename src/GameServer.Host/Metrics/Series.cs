using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Linq;
using GameServer.Core;
using GameServer.Host.Metrics.Exposition;
using GameServer.Server;

namespace GameServer.Host.Metrics;

/// <summary>The ways in which instruments are read, so that a line of the table is a line.</summary>
internal static class Series
{
    public const int ShardsMax = 256;   // as the options allow

    public static readonly LabelSpec Shard = new("shard", "the shard's number, from `0`", ShardsMax);

    private static readonly KeyValuePair<string, object?>[] s_shards = [.. Enumerable.Range(0, ShardsMax).Select(index => Tag("shard", index.ToString(CultureInfo.InvariantCulture)))];

    private static readonly KeyValuePair<string, object?>[] s_bounds = [.. BoundsSeconds().Select(bound => Tag(HistogramPart.BoundTag, HistogramPart.Text(bound)))];

    /// <summary>A number of a shard's picture, which is not copied for it.</summary>
    public delegate double ShardNumber(in ShardStatus status);

    /// <summary>Durations of a shard's picture.</summary>
    public delegate DurationCounts ShardDurations(in ShardStatus status);

    /// <summary>Counters by reason of a shard's picture.</summary>
    public delegate DropCounts ShardReasons(in ShardStatus status);

    /// <summary>One series for the node.</summary>
    public static InstrumentSpec OfNode(string name, InstrumentKind kind, string unit, string help, Func<MetricReading, double?> number) =>
        new(name, kind, unit, help, [], reading => number(reading) is { } value ? [new Measurement<double>(value)] : []);

    /// <summary>One series per shard.</summary>
    public static InstrumentSpec OfShards(string name, InstrumentKind kind, string unit, string help, ShardNumber number) =>
        new(name, kind, unit, help, [Shard], reading => reading.Shards.Select((status, index) => new Measurement<double>(number(status), s_shards[index])));

    /// <summary>One series per shard and value of a label.</summary>
    public static InstrumentSpec OfShardsBy(string name, InstrumentKind kind, string unit, string help, string label, params (string Value, ShardNumber Number)[] numbers)
    {
        (KeyValuePair<string, object?> Tag, ShardNumber Number)[] tagged = [.. numbers.Select(number => (Tag(label, number.Value), number.Number))];
        return new(name, kind, unit, help, [Shard, LabelSpec.Of(label, [.. numbers.Select(number => number.Value)])], reading => Read(reading));

        IEnumerable<Measurement<double>> Read(MetricReading reading)
        {
            for (int i = 0; i < reading.Shards.Length; i++)
            {
                foreach ((KeyValuePair<string, object?> tag, ShardNumber number) in tagged) yield return new Measurement<double>(number(reading.Shards[i]), s_shards[i], tag);
            }
        }
    }

    /// <summary>One series per shard, of the part of it that a server may lack.</summary>
    public static InstrumentSpec OfShardParts<TPart>(
        string name, InstrumentKind kind, string unit, string help, Func<MetricReading, int, TPart?> part, Func<TPart, double> number)
        where TPart : class
    {
        return new(name, kind, unit, help, [Shard], reading => Read(reading));

        IEnumerable<Measurement<double>> Read(MetricReading reading)
        {
            for (int i = 0; i < reading.Shards.Length; i++)
            {
                if (part(reading, i) is { } present) yield return new Measurement<double>(number(present), s_shards[i]);
            }
        }
    }

    /// <summary>One series per reason, all shards added up: a reason is a property of the traffic, and the node's worth of series is enough.</summary>
    public static InstrumentSpec ByReason<TReason>(string name, string unit, string help, ShardReasons reasons)
        where TReason : struct, Enum
    {
        KeyValuePair<string, object?>[] tags = [.. LabelSpec.ValuesOf<TReason>().Select(value => Tag("reason", value))];
        return new(name, InstrumentKind.Counter, unit, help, [LabelSpec.Of<TReason>("reason")], reading => Read(reading));

        IEnumerable<Measurement<double>> Read(MetricReading reading)
        {
            long[] counts = new long[tags.Length];
            foreach (ref readonly ShardStatus status in reading.Shards.AsSpan())
            {
                DropCounts shard = reasons(status);
                for (int i = 0; i < counts.Length; i++) counts[i] += shard[i];
            }

            return counts.Select((count, index) => new Measurement<double>(count, tags[index]));
        }
    }

    /// <summary>A histogram per shard, in seconds.</summary>
    public static InstrumentSpec Durations(string name, string help, ShardDurations durations)
    {
        return new(name, InstrumentKind.Histogram, "s", help, [Shard], reading => Buckets(reading))
        {
            ReadSums = reading => reading.Shards.Select((status, index) => new Measurement<double>(Seconds(durations(status).SumNs), s_shards[index])),
        };

        IEnumerable<Measurement<double>> Buckets(MetricReading reading)
        {
            for (int i = 0; i < reading.Shards.Length; i++)
            {
                DurationCounts counts = durations(reading.Shards[i]);
                long upTo = 0;
                for (int bucket = 0; bucket < DurationCounts.BucketCount; bucket++)
                {
                    upTo += counts.Buckets[bucket];
                    yield return new Measurement<double>(upTo, s_shards[i], s_bounds[bucket]);
                }
            }
        }
    }

    public static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    public static KeyValuePair<string, object?> ShardTag(int index) => s_shards[index];

    public static double Seconds(long ns) => ns / (double)Timestamp.NanosecondsPerSecond;

    private static double[] BoundsSeconds()
    {
        double[] bounds = new double[DurationCounts.BucketCount];
        for (int i = 0; i < bounds.Length - 1; i++) bounds[i] = Seconds(DurationCounts.BoundsNs[i]);
        bounds[^1] = double.PositiveInfinity;
        return bounds;
    }
}
