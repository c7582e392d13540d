using GameServer.Core;

namespace GameServer.Transport.Handshake;

/// <summary>
/// One token bucket per IPv4 /24 or IPv6 /56, in a fixed table without chains: prefixes that share a place share its rate, and nobody can choose which,
/// because the hash is keyed. Loopback is exempt: no route delivers a forged one.
/// </summary>
internal sealed class PrefixBuckets(ulong hashKey)
{
    private const int BucketCount = 4096;

    private readonly TokenBucket[] _buckets = new TokenBucket[BucketCount];

    public bool TryTake(in Endpoint from, long nowNs, int perSecond)
    {
        if (perSecond == 0 || IsLoopback(from)) return true;
        ulong prefix = from.IsIPv4 ? from.AddressLow >> 8 : from.AddressHigh >> 8;
        return _buckets[(int)(StateHasher.Mix(prefix ^ hashKey) % BucketCount)].TryTake(nowNs, perSecond);
    }

    public static bool IsLoopback(in Endpoint endpoint) =>
        endpoint.IsIPv4 ? (byte)(endpoint.AddressLow >> 24) == 127 : endpoint.AddressHigh == 0 && endpoint.AddressLow == 1;
}
