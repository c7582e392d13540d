using System;
using GameServer.Core;

namespace GameServer.Transport.Handshake;

/// <summary>So many per second, with a burst of as many. The default value starts full on its first use.</summary>
internal struct TokenBucket
{
    // In nanoseconds of credit: one token costs a second divided by the rate.
    private long _emptyUntilNs;

    public bool TryTake(long nowNs, int perSecond)
    {
        long costNs = Timestamp.NanosecondsPerSecond / perSecond;
        long start = Math.Max(_emptyUntilNs, nowNs - Timestamp.NanosecondsPerSecond);
        if (start + costNs > nowNs) return false;
        _emptyUntilNs = start + costNs;
        return true;
    }
}
