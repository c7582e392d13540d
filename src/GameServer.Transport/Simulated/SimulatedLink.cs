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

    /// <summary>Decides whether a datagram passes, and when its last bit has left.</summary>
    public bool Passes(int bytes, long nowNs, ref Prng prng, NetworkCounters counters, out long departureNs)
    {
        departureNs = nowNs;
        if (Conditions.IsPartitioned || nowNs < DarkUntilNs)
        {
            counters.Darkened++;
            return false;
        }

        if (bytes > Conditions.MtuBytes)
        {
            counters.TooLarge++;
            return false;
        }

        if (!TryQueue(bytes, nowNs, out departureNs))
        {
            counters.QueueDropped++;
            return false;
        }

        if (Happens(ref prng, IsBad ? Conditions.BurstEndChance : Conditions.BurstStartChance)) IsBad = !IsBad;
        if (!Happens(ref prng, IsBad ? Conditions.BurstLossChance : Conditions.LossChance)) return true;
        counters.Lost++;
        return false;
    }

    /// <summary>When a datagram that left then arrives.</summary>
    public long ArrivalNs(long departureNs, ref Prng prng, NetworkCounters counters)
    {
        double delayMs = Conditions.DelayMs + (Conditions.JitterMs > 0 ? prng.NextDouble() * Conditions.JitterMs : 0);
        long arrivalNs = departureNs + (long)(delayMs * Timestamp.NanosecondsPerMillisecond);
        if (Happens(ref prng, Conditions.ReorderChance))
        {
            counters.Reordered++;
            return arrivalNs;
        }

        LastArrivalNs = Math.Max(arrivalNs, LastArrivalNs);
        return LastArrivalNs;
    }

    /// <summary>Changes one byte when it comes to that.</summary>
    public void Corrupt(Span<byte> datagram, ref Prng prng, NetworkCounters counters)
    {
        if (datagram.Length == 0 || !Happens(ref prng, Conditions.CorruptChance)) return;
        counters.Corrupted++;
        datagram[prng.NextInt(datagram.Length)] ^= (byte)(1 + prng.NextInt(255));
    }

    // No draw for what cannot happen: a perfect network costs no randomness.
    public static bool Happens(ref Prng prng, double chance) => chance > 0 && prng.NextChance(chance);
}
