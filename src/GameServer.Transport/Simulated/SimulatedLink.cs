using System;
using GameServer.Core;

namespace GameServer.Transport.Simulated;

internal sealed class SimulatedLink(LinkConditions conditions)
{
    public LinkConditions Conditions = conditions;

    /// <summary>Set for this link alone, so that the network's default does not touch it.</summary>
    public bool IsOwn;

    public bool IsBad;
    public long LastArrivalNs;

    /// <summary>Nothing passes before this time.</summary>
    public long DarkUntilNs;

    // When the narrow hop has sent all that waits before it.
    private long _busyUntilNs;

    /// <summary>Puts a datagram into the queue before the narrow hop.</summary>
    /// <param name="bytes">Its payload.</param>
    /// <param name="nowNs">When.</param>
    /// <param name="departureNs">When its last bit is through.</param>
    /// <returns>False when the queue has no room for it.</returns>
    public bool TryQueue(int bytes, long nowNs, out long departureNs)
    {
        departureNs = nowNs;
        int rate = Conditions.BytesPerSecond;
        if (rate <= 0) return true;
        long wire = bytes + LinkConditions.HeaderBytes;
        long startNs = Math.Max(nowNs, _busyUntilNs);
        long waitingBytes = (long)((double)(startNs - nowNs) * rate / Timestamp.NanosecondsPerSecond);
        if (waitingBytes + wire > Conditions.QueueBytes) return false;
        departureNs = startNs + (wire * Timestamp.NanosecondsPerSecond / rate);
        _busyUntilNs = departureNs;
        return true;
    }
}
