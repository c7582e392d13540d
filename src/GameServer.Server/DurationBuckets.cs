using System.Runtime.CompilerServices;

namespace GameServer.Server;

/// <summary>One counter per bucket of <see cref="DurationCounts"/>.</summary>
[InlineArray(DurationCounts.BucketCount)]
public struct DurationBuckets
{
    private long _first;
}
