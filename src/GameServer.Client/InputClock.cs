using System;
using GameServer.Core;

namespace GameServer.Client;

/// <summary>
/// Decides when the next input is sampled and for which tick, so that inputs reach the server a little before they are needed. The server reports in every snapshot
/// how early the newest one was; the pace is bent by at most 5 % to hold that lead, and only a gross error makes the count jump.
/// </summary>
internal sealed class InputClock(double leadTicks)
{
    private const double PaceMax = 0.05;       // faster or slower than this is felt
    private const double JumpTicks = 4;        // an error the pace would need seconds for
    private const double Smoothing = 1.0 / 8;  // of the reported lead

    private double _periodNs;
    private double _nextNs;
    private double _lead;
    private Tick _quietUntil;                  // the report must have seen a jump before the next is judged

    /// <summary>Tick the next input is for.</summary>
    public Tick Next { get; private set; }

    /// <summary>Smoothed lead, in ticks, as the server sees it.</summary>
    public double Lead => _lead;

    /// <summary>When the next input is due.</summary>
    public long NextNs => (long)_nextNs;

    /// <summary>See <see cref="GameClient.Prefetch"/>.</summary>
    public void Prefetch() => CacheLine.Fetch(ref _nextNs);

    /// <summary>Starts counting: the server was at <paramref name="serverTick"/> about half a round trip ago.</summary>
    public void Start(int tickRateHz, Tick serverTick, double rttNs, Timestamp now)
    {
        _periodNs = (double)Timestamp.NanosecondsPerSecond / tickRateHz;
        _nextNs = now.Nanoseconds;
        _lead = leadTicks;
        Next = serverTick + (int)Math.Ceiling((rttNs / _periodNs) + leadTicks) + 1;
        _quietUntil = Next;
    }

    public bool IsDue(Timestamp now) => now.Nanoseconds >= _nextNs;

    /// <summary>Moves on by one tick. A client that slept through several takes them up where it wakes.</summary>
    public void Advance(Timestamp now)
    {
        double error = Math.Clamp(leadTicks - _lead, -1, 1);
        _nextNs += _periodNs * (1 - (PaceMax * error));
        Next += 1;
        double behindTicks = (now.Nanoseconds - _nextNs) / _periodNs;
        if (behindTicks < Limits.InputsPerPacket) return;
        _nextNs = now.Nanoseconds;
        Next += (int)behindTicks;
        _quietUntil = Next;
    }

    /// <summary>Takes in what the server reported for <paramref name="serverTick"/>.</summary>
    public void Report(int lead, Tick serverTick)
    {
        _lead += (lead - _lead) * Smoothing;
        if (serverTick < _quietUntil) return;
        double error = leadTicks - lead;
        if (error is < JumpTicks and > -2 * JumpTicks) return;
        Next = new Tick((uint)Math.Clamp(Next.Value + (long)Math.Round(error), 1, uint.MaxValue - Limits.HistoryTicks));
        _lead = leadTicks;
        _quietUntil = error > 0 ? Next : serverTick + Limits.InputAheadTicks;
    }
}
