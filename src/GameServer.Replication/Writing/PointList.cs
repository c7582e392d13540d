using System;

namespace GameServer.Replication;

/// <summary>Points as columns, in slot order. The columns are <see cref="DistanceFilter.Slack"/> elements longer than the count.</summary>
internal readonly ref struct PointList(ReadOnlySpan<uint> sightings, ReadOnlySpan<int> x, ReadOnlySpan<int> y, int count)
{
    public readonly ReadOnlySpan<uint> Sightings = sightings;
    public readonly ReadOnlySpan<int> X = x;
    public readonly ReadOnlySpan<int> Y = y;
    public readonly int Count = count;
}
