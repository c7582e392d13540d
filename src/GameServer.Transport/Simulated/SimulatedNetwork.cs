using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Transport.Simulated;

namespace GameServer.Transport;

/// <summary>
/// A network in memory under virtual time: the same seed and the same calls give the same deliveries. Datagrams in flight live in slots that are recycled,
/// so once the traffic has reached its peak nothing is allocated any more.
/// </summary>
public sealed class SimulatedNetwork
{
    private readonly Dictionary<Endpoint, SimulatedSocket> _sockets = [];
    private readonly Dictionary<(Endpoint From, Endpoint To), SimulatedLink> _links = [];
    private readonly FlightQueue _flights;
    private LinkConditions _defaultConditions = LinkConditions.Perfect;
    private Prng _prng;
    private ushort _nextPort = 40_000;

    /// <summary>A perfect network without anyone on it.</summary>
    /// <param name="seed">Where its chances start.</param>
    /// <param name="flights">Datagrams on their way for which room is made at once; 0 lets it grow with the traffic.</param>
    public SimulatedNetwork(ulong seed, int flights = 0)
    {
        _prng = Prng.For(seed, nameof(SimulatedNetwork));
        _flights = new FlightQueue(Math.Max(16, flights));
        if (flights > 0) _flights.Fill();
    }

    public Timestamp Now { get; private set; }

    /// <summary>Datagrams that were sent and will still arrive.</summary>
    public int InFlight => _flights.Count;

    public NetworkCounters Counters { get; } = new();

    public long Sent => Counters.Sent;

    public long Lost => Counters.LostTotal;

    /// <summary>Holds for every link that has no conditions of its own.</summary>
    public LinkConditions DefaultConditions
    {
        get => _defaultConditions;
        set
        {
            _defaultConditions = value;
            foreach (SimulatedLink link in _links.Values)
            {
                if (!link.IsOwn) link.Conditions = value;
            }
        }
    }

    /// <summary>A socket on the given address; the address must be free. Port 0 takes the next free one.</summary>
    public IDatagramSocket Bind(Endpoint local)
    {
        if (local.Port == 0) local = WithFreePort(local);
        SimulatedSocket socket = new(this, local);
        _sockets.Add(local, socket);
        return socket;
    }

    /// <summary>Conditions of one direction.</summary>
    public void SetLink(in Endpoint from, in Endpoint to, LinkConditions conditions)
    {
        SimulatedLink link = LinkOf(from, to);
        link.Conditions = conditions;
        link.IsOwn = true;
    }

    /// <summary>Nothing passes in one direction until the given time, whatever the conditions are then.</summary>
    public void Blackout(in Endpoint from, in Endpoint to, Timestamp until)
    {
        SimulatedLink link = LinkOf(from, to);
        link.DarkUntilNs = Math.Max(link.DarkUntilNs, until.Nanoseconds);
    }

    /// <summary>Forgets every link's own conditions and every blackout, and applies these conditions to all: the network healed, or broke.</summary>
    public void SetAll(LinkConditions conditions)
    {
        foreach (SimulatedLink link in _links.Values)
        {
            link.IsOwn = false;
            link.DarkUntilNs = 0;
        }

        DefaultConditions = conditions;
    }

    /// <summary>
    /// Moves a bound socket to another address, as a NAT or a change of network does: the socket notices nothing, what it sends from now on comes from there, and datagrams
    /// to the old address are lost. The new address must be free; port 0 takes the next free one. Its links start with the network's default conditions.
    /// </summary>
    /// <returns>The new address.</returns>
    public Endpoint Rebind(IDatagramSocket socket, Endpoint local)
    {
        SimulatedSocket simulated = (SimulatedSocket)socket;
        if (local.Port == 0) local = WithFreePort(local);
        _sockets.Add(local, simulated);
        _sockets.Remove(simulated.LocalEndpoint);
        simulated.LocalEndpoint = local;
        return local;
    }

    /// <summary>Forgets all about an address that will never be used again, so that a long run with many comers and goers does not collect links.</summary>
    public void Forget(in Endpoint gone, in Endpoint other)
    {
        _links.Remove((gone, other));
        _links.Remove((other, gone));
    }

    /// <summary>Delivers what is due. Time never runs backwards.</summary>
    public void AdvanceTo(Timestamp now)
    {
        Check.That(now.Nanoseconds >= Now.Nanoseconds);
        Now = now;
        while (_flights.TryTakeDue(now.Nanoseconds, out int slot))
        {
            if (_sockets.TryGetValue(_flights[slot].To, out SimulatedSocket? socket))
            {
                socket.Enqueue(slot);
                continue;
            }

            Counters.Undeliverable++;
            _flights.Release(slot);
        }
    }

    /// <summary>Puts a datagram on the wire as if <paramref name="from"/> had sent it: forged sources for tests.</summary>
    public void Inject(ReadOnlySpan<byte> datagram, in Endpoint from, in Endpoint to)
    {
        Counters.Sent++;
        SimulatedLink link = LinkOf(from, to);
        if (!link.Passes(datagram.Length, Now.Nanoseconds, ref _prng, Counters, out long departureNs)) return;
        Launch(link, departureNs, datagram, from, to);
        if (!SimulatedLink.Happens(ref _prng, link.Conditions.DuplicateChance)) return;
        Counters.Duplicated++;
        Launch(link, departureNs, datagram, from, to);
    }

    internal FlightQueue Flights => _flights;

    internal void Close(SimulatedSocket socket) => _sockets.Remove(socket.LocalEndpoint);

    private static Endpoint WithPort(Endpoint endpoint, ushort port) => endpoint.IsIPv4
        ? Endpoint.FromIPv4((uint)endpoint.AddressLow, port)
        : Endpoint.FromIPv6(endpoint.AddressHigh, endpoint.AddressLow, endpoint.Scope, port);

    private Endpoint WithFreePort(Endpoint local)
    {
        do local = WithPort(local, _nextPort++);
        while (_sockets.ContainsKey(local));
        return local;
    }

    private SimulatedLink LinkOf(in Endpoint from, in Endpoint to)
    {
        if (_links.TryGetValue((from, to), out SimulatedLink? link)) return link;
        link = new SimulatedLink(_defaultConditions);
        _links.Add((from, to), link);
        return link;
    }

    private void Launch(SimulatedLink link, long departureNs, ReadOnlySpan<byte> datagram, in Endpoint from, in Endpoint to)
    {
        int slot = _flights.Add(link.ArrivalNs(departureNs, ref _prng, Counters), datagram, from, to);
        link.Corrupt(_flights.BytesOf(slot), ref _prng, Counters);
    }
}
