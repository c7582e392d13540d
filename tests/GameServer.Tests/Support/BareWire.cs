using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Transport;

namespace GameServer.Tests.Support;

/// <summary>One of our transports on a perfect simulated network, and a bare socket that plays the other side byte by byte.</summary>
internal sealed class BareWire
{
    // The recorded side reached its server at these; they are inside its connect requests.
    public static readonly Endpoint Ours = Endpoint.FromIPv4(0x7F00_0001, 7777);

    private readonly SimulatedNetwork _network = new(1);
    private readonly IDatagramSocket _bare;

    public BareWire(TransportOptions? options = null, IPacketLayer? layer = null, Endpoint? bare = null, long utcTicks = 639_308_172_529_602_383)
    {
        Now = new Timestamp(1_000_000_000, utcTicks);
        _network.AdvanceTo(Now);
        Transport = new LiteNetTransport(options ?? Plain, _network.Bind(Ours), new Prng(1), layer);
        _bare = _network.Bind(bare ?? Endpoint.FromIPv4(0x7F00_0001, 58377));
    }

    /// <summary>A server that mimics stock handshakes: no return-path check, numbers and ids as stock picks them.</summary>
    public static TransportOptions Plain { get; } = new() { PeersMax = 8, VerifiesReturnPath = false };

    public LiteNetTransport Transport { get; }

    public TransportRecorder Handler { get; } = new();

    public Timestamp Now { get; private set; }

    public Endpoint Bare => _bare.LocalEndpoint;

    /// <summary>Our pings leave on our own schedule, so replays look at them separately.</summary>
    public List<byte[]> Pings { get; } = [];

    /// <summary>Sends the datagrams, lets our side work once, and returns all it answered but pings.</summary>
    public List<byte[]> Exchange(params byte[][] datagrams)
    {
        foreach (byte[] datagram in datagrams) _bare.Send(datagram, Ours);
        return Step(1);
    }

    public List<byte[]> Exchange(params string[] vectors) => Exchange(vectors.Select(WireVectors.Of).ToArray());

    /// <summary>A datagram with any source address.</summary>
    public void Inject(byte[] datagram, Endpoint from) => _network.Inject(datagram, from, Ours);

    /// <summary>Lets time pass and returns all that was sent meanwhile but pings.</summary>
    public List<byte[]> Step(int milliseconds)
    {
        Now = Now.Plus(milliseconds * Timestamp.NanosecondsPerMillisecond);
        _network.AdvanceTo(Now);
        Transport.Receive(Now, Handler);
        Transport.Flush(Now, Handler);
        _network.AdvanceTo(Now);
        List<byte[]> answers = [];
        while (_bare.TryReceive(out ReadOnlySpan<byte> datagram, out _))
        {
            if (datagram.Length == 3 && (datagram[0] & 0x1f) is 3 or 4) Pings.Add(datagram.ToArray());
            else answers.Add(datagram.ToArray());
        }

        return answers;
    }

    /// <summary>A copy of a recorded datagram with another connection time, for packets that carry one at offset 1.</summary>
    public static byte[] WithTime(byte[] datagram, long connectTime)
    {
        byte[] copy = [.. datagram];
        BinaryPrimitives.WriteInt64LittleEndian(copy.AsSpan(1), connectTime);
        return copy;
    }
}
