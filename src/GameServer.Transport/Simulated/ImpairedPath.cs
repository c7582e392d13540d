using System;
using GameServer.Core;
using GameServer.Transport.Simulated;

namespace GameServer.Transport;

/// <summary>
/// One direction of one impaired path for datagrams that travel a real network besides: they go in, and come out later, elsewhere in the order, altered, twice or never, by the
/// same rules and presets as on <see cref="SimulatedNetwork"/>. Time comes in as an argument; the same seed and the same calls give the same fates.
/// </summary>
public sealed class ImpairedPath
{
    private readonly SimulatedLink _link;
    private readonly FlightQueue _flights = new(4);
    private Prng _prng;
    private int _taken = -1;

    public ImpairedPath(LinkConditions conditions, ulong seed)
    {
        _link = new SimulatedLink(conditions);
        _prng = Prng.For(seed, nameof(ImpairedPath));
    }

    public NetworkCounters Counters { get; } = new();

    /// <summary>When the next datagram comes out; <see cref="long.MaxValue"/> when none is on its way.</summary>
    public long NextNs => _flights.NextNs;

    /// <summary>Nothing that goes in before this time comes out.</summary>
    public void Blackout(long untilNs) => _link.DarkUntilNs = Math.Max(_link.DarkUntilNs, untilNs);

    /// <summary>Puts a datagram on its way.</summary>
    public void Send(ReadOnlySpan<byte> datagram, long nowNs)
    {
        Counters.Sent++;
        if (!_link.Passes(datagram.Length, nowNs, ref _prng, Counters, out long departureNs)) return;
        Launch(datagram, departureNs);
        if (!SimulatedLink.Happens(ref _prng, _link.Conditions.DuplicateChance)) return;
        Counters.Duplicated++;
        Launch(datagram, departureNs);
    }

    /// <summary>Takes the next datagram that has arrived by then; valid until the next call.</summary>
    public bool TryTake(long nowNs, out ReadOnlySpan<byte> datagram)
    {
        if (_taken >= 0) _flights.Release(_taken);
        datagram = default;
        if (!_flights.TryTakeDue(nowNs, out _taken))
        {
            _taken = -1;
            return false;
        }

        datagram = _flights.BytesOf(_taken);
        return true;
    }

    private void Launch(ReadOnlySpan<byte> datagram, long departureNs)
    {
        int slot = _flights.Add(_link.ArrivalNs(departureNs, ref _prng, Counters), datagram, default, default);
        _link.Corrupt(_flights.BytesOf(slot), ref _prng, Counters);
    }
}
