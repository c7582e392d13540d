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

    /// <summary>Largest coordinate difference that fits 16 bits, and whose square, twice, fits 31.</summary>
    public const int NarrowReach = 32_767;

    /// <summary>Writes the sightings of all points within the leave radius to <paramref name="found"/>, those within the enter radius marked.</summary>
    /// <param name="points">The list.</param>
    /// <param name="sight">The centre in the terms of the list's places.</param>
    /// <param name="found">Filled.</param>
    /// <returns>How many.</returns>
    public static int Select(in NearPoints points, in Sight sight, Span<uint> found) =>
        Avx512BW.IsSupported ? SelectSixteen(points, sight, found) : SelectEight(points, sight, found);

    internal static int SelectSixteen(in NearPoints points, in Sight sight, Span<uint> found)
    {
        Vector512<short> centre = Vector512.Create(NearPoints.PlaceOf(sight.X, sight.Y)).AsInt16();
        Vector512<int> leave = Vector512.Create((int)sight.LeaveSquared);
        Vector512<int> enter = Vector512.Create((int)sight.EnterSquared);
        ref uint places = ref MemoryMarshal.GetReference(points.Places);
        ref uint sightings = ref MemoryMarshal.GetReference(points.Sightings);
        ref uint target = ref MemoryMarshal.GetReference(found);
        int count = 0;
        for (int i = 0; i < points.Count; i += Vector512<int>.Count)
        {
            Vector512<short> difference = Vector512.LoadUnsafe(ref places, (nuint)i).AsInt16() - centre;
            Vector512<int> squared = Avx512BW.MultiplyAddAdjacent(difference, difference);
            Vector512<int> near = Vector512.LessThanOrEqual(squared, leave);
            uint hits = (uint)near.ExtractMostSignificantBits();
            int rest = points.Count - i;
            if (rest < Vector512<int>.Count) hits &= (1u << rest) - 1;   // what lies behind the list is written behind what was found, and not counted
            if (hits == 0) continue;
            Vector512<uint> marked = Vector512.LoadUnsafe(ref sightings, (nuint)i) - Vector512.LessThanOrEqual(squared, enter).AsUInt32();   // true is −1
            Avx512F.Compress(Vector512<uint>.Zero, near.AsUInt32(), marked).StoreUnsafe(ref target, (nuint)count);
            count += BitOperations.PopCount(hits);
        }

        return count;
    }

    internal static int SelectEight(in NearPoints points, in Sight sight, Span<uint> found)
    {
        Vector256<int> centreX = Vector256.Create(sight.X);
        Vector256<int> centreY = Vector256.Create(sight.Y);
        Vector256<int> leave = Vector256.Create((int)sight.LeaveSquared);
        Vector256<int> enter = Vector256.Create((int)sight.EnterSquared);
        ref uint places = ref MemoryMarshal.GetReference(points.Places);
        int count = 0;
        for (int i = 0; i < points.Count; i += Vector256<int>.Count)
        {
            Vector256<int> place = Vector256.LoadUnsafe(ref places, (nuint)i).AsInt32();
            Vector256<int> dx = ((place << 16) >> 16) - centreX;
            Vector256<int> dy = (place >> 16) - centreY;
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

    /// <summary>The same of points at any distance.</summary>
    public static int SelectWide(in PointList points, in Sight sight, Span<uint> found)
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
