using System;
using GameServer.Core;

namespace GameServer.Transport.Peers;

/// <summary>
/// Smoothed round-trip time and its variation as in RFC 6298, and the resend delay that follows from them: never longer than stock's 25 ms + 2.1 round
/// trips, and shorter on steady paths.
/// </summary>
internal struct RttEstimator
{
    // Before the first sample; stock starts at 27 ms and floods long paths until its first pong.
    private const long ResendUnknownNs = 100 * Timestamp.NanosecondsPerMillisecond;

    // Stock peers acknowledge on their own tick (15 ms by default) and we on our next flush.
    private const long AckTickNs = 25 * Timestamp.NanosecondsPerMillisecond;

    public long SmoothedNs;
    public long VariationNs;

    public readonly bool HasSample => SmoothedNs > 0;

    public readonly long ResendDelayNs => HasSample
        ? AckTickNs + SmoothedNs + Math.Min(Math.Max(4 * VariationNs, SmoothedNs / 4), SmoothedNs + (SmoothedNs / 10))
        : ResendUnknownNs;

    public void Add(long sampleNs)
    {
        sampleNs = Math.Max(sampleNs, 1);
        if (!HasSample)
        {
            SmoothedNs = sampleNs;
            VariationNs = sampleNs / 2;
            return;
        }

        VariationNs += (Math.Abs(SmoothedNs - sampleNs) - VariationNs) / 4;
        SmoothedNs = Math.Max(SmoothedNs + ((sampleNs - SmoothedNs) / 8), 1);
    }
}
