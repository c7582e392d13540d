using System;
using System.Buffers.Binary;

namespace GameServer.Core;

/// <summary>
/// Counts durations in log-linear buckets, so that percentiles over hours cost 36 KiB and no sorting. Values keep 8 significant bits: a quantile is never below the
/// sample it stands for and at most 1/128 above it. Recording allocates nothing and reads no clock; histograms of several threads or processes add up by
/// <see cref="Merge"/>. Any unit will do, nanoseconds fit best: values past <see cref="ValueMax"/> (73 minutes in nanoseconds) share the last bucket,
/// whose quantile is <see cref="Max"/>.
/// </summary>
public sealed class LatencyHistogram
{
    /// <summary>The largest value told apart from larger ones.</summary>
    public const long ValueMax = (1L << ValueBits) - 1;

    // Each power of two is cut into 2⁷ buckets: 1/128 ≈ 0.8 %, finer than any difference we would act on.
    private const int PrecisionBits = 7;
    private const int ValueBits = 42;

    // Values below 2⁸ have a bucket each (shift 0); every further bit adds 2⁷.
    private const int BucketCount = (ValueBits - PrecisionBits + 1) << PrecisionBits;

    private const int HeaderBytes = 24;
    private const int EntryBytes = 12;

    private readonly long[] _counts = new long[BucketCount];
    private long _min = long.MaxValue;
    private double _sum;

    /// <summary>Values recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The smallest value recorded, exactly; 0 when empty.</summary>
    public long Min => Count == 0 ? 0 : _min;

    /// <summary>The largest value recorded, exactly, even above <see cref="ValueMax"/>; 0 when empty.</summary>
    public long Max { get; private set; }

    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Counts one value. Negative ones, which a clock stepping between threads can produce, count as 0.</summary>
    public void Record(long value)
    {
        value = Math.Max(value, 0);
        _counts[BucketOf(value)]++;
        Count++;
        _sum += value;
        _min = Math.Min(_min, value);
        Max = Math.Max(Max, value);
    }

    /// <summary>
    /// The value that a share of <paramref name="quantile"/> (0..1) of the recorded ones does not exceed: 0.5 is the median, 1 is <see cref="Max"/>. 0 when empty.
    /// </summary>
    public long Quantile(double quantile)
    {
        if (Count == 0) return 0;
        long rank = (long)Math.Ceiling(quantile * Count);
        rank = Math.Min(Math.Max(rank, 1), Count);
        long passed = 0;
        for (int bucket = 0; bucket < BucketCount - 1; bucket++)
        {
            passed += _counts[bucket];
            if (passed >= rank) return Math.Min(LargestIn(bucket), Max);
        }

        return Max; // the last bucket has no upper end of its own
    }

    /// <summary>How many recorded values are at most <paramref name="value"/>, give or take those in its own bucket, which count as not above.</summary>
    public long CountUpTo(long value)
    {
        long count = 0;
        for (int bucket = 0; bucket <= BucketOf(Math.Max(value, 0)); bucket++) count += _counts[bucket];
        return count;
    }

    /// <summary>Adds what <paramref name="other"/> counted; it is left as it was.</summary>
    public void Merge(LatencyHistogram other)
    {
        Check.That(other != this);
        for (int bucket = 0; bucket < BucketCount; bucket++) _counts[bucket] += other._counts[bucket];
        Count += other.Count;
        _sum += other._sum;
        _min = Math.Min(_min, other._min);
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>
    /// All it holds, for another process: smallest, largest (8 bytes each), sum (8 bytes, IEEE), then for each bucket in use its number and its count (4 and 8 bytes). All
    /// little-endian.
    /// </summary>
    public byte[] ToBytes()
    {
        int used = 0;
        foreach (long count in _counts) used += count > 0 ? 1 : 0;
        byte[] bytes = new byte[HeaderBytes + (used * EntryBytes)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, _min);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Max);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), BitConverter.DoubleToInt64Bits(_sum));
        Span<byte> entries = bytes.AsSpan(HeaderBytes);
        for (int bucket = 0; bucket < BucketCount; bucket++)
        {
            if (_counts[bucket] == 0) continue;
            BinaryPrimitives.WriteInt32LittleEndian(entries, bucket);
            BinaryPrimitives.WriteInt64LittleEndian(entries[4..], _counts[bucket]);
            entries = entries[EntryBytes..];
        }

        return bytes;
    }

    /// <summary>Adds what <see cref="ToBytes"/> of another histogram gave, as <see cref="Merge"/> would; false, and nothing is added, when the bytes are no such thing.</summary>
    public bool TryMergeBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || (bytes.Length - HeaderBytes) % EntryBytes != 0) return false;
        double sum = BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
        if (!(sum >= 0)) return false;
        int before = -1;
        for (ReadOnlySpan<byte> entry = bytes[HeaderBytes..]; entry.Length > 0; entry = entry[EntryBytes..])
        {
            int bucket = BinaryPrimitives.ReadInt32LittleEndian(entry);
            if (bucket <= before || bucket >= BucketCount || BinaryPrimitives.ReadInt64LittleEndian(entry[4..]) <= 0) return false;
            before = bucket;
        }

        for (ReadOnlySpan<byte> entry = bytes[HeaderBytes..]; entry.Length > 0; entry = entry[EntryBytes..])
        {
            long count = BinaryPrimitives.ReadInt64LittleEndian(entry[4..]);
            _counts[BinaryPrimitives.ReadInt32LittleEndian(entry)] += count;
            Count += count;
        }

        _sum += sum;
        _min = Math.Min(_min, BinaryPrimitives.ReadInt64LittleEndian(bytes));
        Max = Math.Max(Max, BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        return true;
    }

    public void Clear()
    {
        Array.Clear(_counts, 0, BucketCount);
        Count = 0;
        _sum = 0;
        _min = long.MaxValue;
        Max = 0;
    }

    private static int BucketOf(long value)
    {
        if (value > ValueMax) return BucketCount - 1;
        int shift = Math.Max(BitMath.BitLength((ulong)value) - (PrecisionBits + 1), 0);
        return (shift << PrecisionBits) + (int)(value >> shift);
    }

    private static long LargestIn(int bucket)
    {
        int shift = Math.Max((bucket >> PrecisionBits) - 1, 0);
        long leading = bucket - (shift << PrecisionBits);
        return ((leading + 1) << shift) - 1;
    }
}
