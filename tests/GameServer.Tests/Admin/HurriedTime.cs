using System;
using System.Threading;

namespace GameServer.Tests.Admin;

/// <summary>An hour passes between any two looks at the clock, so that nothing that is limited per time runs out.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private long _hours;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => 3_600 * Interlocked.Increment(ref _hours);
}
