using System;

namespace GameServer.Replication;

/// <summary>Points as columns, in slot order, none of them further than <see cref="DistanceFilter.NarrowReach"/> from any centre they are compared with. The columns are <see cref="DistanceFilter.Slack"/> elements longer than the count.</summary>
internal readonly ref struct NearPoints(ReadOnlySpan<uint> sightings, ReadOnlySpan<uint> places, int count)
{
    public readonly ReadOnlySpan<uint> Sightings = sightings;

    /// <summary>See <see cref="PlaceOf"/>.</summary>
    public readonly ReadOnlySpan<uint> Places = places;
    public readonly int Count = count;

    /// <summary>Both coordinates, as steps from a place nearby, in one word: x in the low half, signed, y in the high one.</summary>
    public static uint PlaceOf(int x, int y) => (ushort)x | ((uint)y << 16);
}
