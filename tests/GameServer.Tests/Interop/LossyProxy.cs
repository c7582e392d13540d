using System;
using System.Collections.Generic;
using System.Net;
using GameServer.Core;
using GameServer.Transport;

namespace GameServer.Tests.Interop;

/// <summary>Stands between real sockets and loses datagrams at random, each way. Every client gets an upstream socket, so the server tells them apart.</summary>
internal sealed class LossyProxy(int serverPort, double lossChance, ulong seed = 1) : IDisposable
{
    private readonly UdpDatagramSocket _front = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Dictionary<Endpoint, UdpDatagramSocket> _upstreams = [];
    private readonly Endpoint _server = Endpoint.FromIPv4(0x7F00_0001, (ushort)serverPort);
    private Prng _prng = new(seed);

    public int Port => _front.LocalEndpoint.Port;

    public long Lost { get; private set; }

    public long Passed { get; private set; }

    /// <summary>Carries what waits, both ways.</summary>
    /// <returns>Whether anything was waiting.</returns>
    public bool Step()
    {
        long before = Lost + Passed;
        while (_front.TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)) Pass(datagram, UpstreamOf(from), _server);
        foreach ((Endpoint client, UdpDatagramSocket upstream) in _upstreams)
        {
            upstream.Flush();
            while (upstream.TryReceive(out ReadOnlySpan<byte> datagram, out _)) Pass(datagram, _front, client);
        }

        _front.Flush();
        return Lost + Passed > before;
    }

    public void Dispose()
    {
        _front.Dispose();
        foreach (UdpDatagramSocket upstream in _upstreams.Values) upstream.Dispose();
    }

    private UdpDatagramSocket UpstreamOf(in Endpoint client)
    {
        if (_upstreams.TryGetValue(client, out UdpDatagramSocket? upstream)) return upstream;
        upstream = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _upstreams.Add(client, upstream);
        return upstream;
    }

    private void Pass(ReadOnlySpan<byte> datagram, UdpDatagramSocket through, in Endpoint to)
    {
        if (_prng.NextChance(lossChance))
        {
            Lost++;
            return;
        }

        Passed++;
        through.Send(datagram, to);
    }
}
