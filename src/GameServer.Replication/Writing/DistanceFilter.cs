using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GameServer.Replication;

/// <summary>
/// Picks from a list of points those near a centre, in order. Three ways with one result: sixteen points at once with AVX-512, eight at once elsewhere, and one at a time where squared
/// distances need more than 31 bits. <c>bench interest</c> measures it.
/// </summary>
internal static class DistanceFilter
{
    /// <summary>Lists and results must have this many elements to spare: whole vectors are read and written.</summary>
    public const int Slack = 16;

    /// <summary>Largest coordinate difference whose square, twice, fits 31 bits.</summary>
    public const int NarrowReach = 32_767;

    /// <summary>Writes the sightings of all points within the leave radius to <paramref name="found"/>, those within the enter radius marked.</summary>
    /// <returns>How many.</returns>
    public static int Select(in PointList points, in Sight sight, Span<uint> found)
    {
        if (!sight.IsNarrow) return SelectWide(points, sight, found);
        return Avx512F.IsSupported ? SelectSixteen(points, sight, found) : SelectEight(points, sight, found);
    }

    internal static int SelectSixteen(in PointList points, in Sight sight, Span<uint> found)
    {
        Vector512<int> centreX = Vector512.Create(sight.X);
        Vector512<int> centreY = Vector512.Create(sight.Y);
        Vector512<int> leave = Vector512.Create((int)sight.LeaveSquared);
        Vector512<int> enter = Vector512.Create((int)sight.EnterSquared);
        Vector512<int> left = Vector512.Create(points.Count) - Vector512<int>.Indices;
        ref int x = ref MemoryMarshal.GetReference(points.X);
        ref int y = ref MemoryMarshal.GetReference(points.Y);
        ref uint sightings = ref MemoryMarshal.GetReference(points.Sightings);
        ref uint target = ref MemoryMarshal.GetReference(found);
        int count = 0;
        for (int i = 0; i < points.Count; i += Vector512<int>.Count)
        {
            Vector512<int> dx = Vector512.LoadUnsafe(ref x, (nuint)i) - centreX;
            Vector512<int> dy = Vector512.LoadUnsafe(ref y, (nuint)i) - centreY;
            Vector512<int> squared = (dx * dx) + (dy * dy);
            Vector512<int> near = Vector512.LessThanOrEqual(squared, leave) & Vector512.GreaterThan(left - Vector512.Create(i), Vector512<int>.Zero);
            ulong hits = near.ExtractMostSignificantBits();
            if (hits == 0) continue;
            Vector512<uint> marked = Vector512.LoadUnsafe(ref sightings, (nuint)i) - Vector512.LessThanOrEqual(squared, enter).AsUInt32();   // true is −1
            Avx512F.Compress(Vector512<uint>.Zero, near.AsUInt32(), marked).StoreUnsafe(ref target, (nuint)count);
            count += BitOperations.PopCount(hits);
        }

        return count;
    }

    internal static int SelectEight(in PointList points, in Sight sight, Span<uint> found)
    {
        Vector256<int> centreX = Vector256.Create(sight.X);
        Vector256<int> centreY = Vector256.Create(sight.Y);
        Vector256<int> leave = Vector256.Create((int)sight.LeaveSquared);
        Vector256<int> enter = Vector256.Create((int)sight.EnterSquared);
        ref int x = ref MemoryMarshal.GetReference(points.X);
        ref int y = ref MemoryMarshal.GetReference(points.Y);
        int count = 0;
        for (int i = 0; i < points.Count; i += Vector256<int>.Count)
        {
            Vector256<int> dx = Vector256.LoadUnsafe(ref x, (nuint)i) - centreX;
            Vector256<int> dy = Vector256.LoadUnsafe(ref y, (nuint)i) - centreY;
            Vector256<int> squared = (dx * dx) + (dy * dy);
            uint near = Vector256.LessThanOrEqual(squared, leave).ExtractMostSignificantBits();
            uint entering = Vector256.LessThanOrEqual(squared, enter).ExtractMostSignificantBits();
            int rest = points.Count - i;
            if (rest < Vector256<int>.Count) near &= (1u << rest) - 1;
            for (; near != 0; near &= near - 1)
            {
                int lane = BitOperations.TrailingZeroCount(near);
                found[count++] = points.Sightings[i + lane] | ((entering >> lane) & 1);
            }
        }

        return count;
    }

    internal static int SelectWide(in PointList points, in Sight sight, Span<uint> found)
    {
        int count = 0;
        for (int i = 0; i < points.Count; i++)
        {
            long dx = points.X[i] - sight.X;
            long dy = points.Y[i] - sight.Y;
            long squared = (dx * dx) + (dy * dy);
            if (squared > sight.LeaveSquared) continue;
            found[count++] = points.Sightings[i] | (squared <= sight.EnterSquared ? Sighting.MayEnter : 0);
        }

        return count;
    }
}
