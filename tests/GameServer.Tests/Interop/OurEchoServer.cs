using System;
using System.Net;
using GameServer.Core;
using GameServer.Transport;
using GameServer.Transport.Wire;

namespace GameServer.Tests.Interop;

/// <summary>Our transport as a server on a real port that sends everything back the way it came.</summary>
internal sealed class OurEchoServer : ITransportHandler, IDisposable
{
    private readonly UdpDatagramSocket _socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
    private readonly LiteNetTransport _transport;

    public OurEchoServer()
    {
        // Deeper queues than a game would want: what cannot be echoed at once would otherwise count as lost by us.
        TransportOptions options = new()
        {
            PeersMax = 16, QueuedPacketsPerPeerMax = 1 << 17, QueuedBytesPerPeerMax = 256 << 20, UnreliableBytesPerFlushMax = 1 << 20, DisconnectTimeoutMs = 20_000,
        };
        _transport = new LiteNetTransport(options, _socket, new Prng(1));
    }

    public int Port => _socket.LocalEndpoint.Port;

    public int PeerCount => _transport.PeerCount;

    /// <summary>Peers that said goodbye, and those that just fell silent.</summary>
    public int Left { get; private set; }

    public int Vanished { get; private set; }

    public long EchoesRefused { get; private set; }

    public TransportCounters Counters => _transport.Counters;

    public void Step(Timestamp now)
    {
        _transport.Receive(now, this);
        _transport.Flush(now, this);
    }

    public void Dispose() => _socket.Dispose();

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) =>
        LibraryString.Matches(connectData, "key"u8) ? ConnectDecision.Accept : ConnectDecision.Reject(default);

    void ITransportHandler.Connected(PeerId peer)
    {
    }

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
    {
        if (reason == DisconnectReason.RemoteConnectionClose) Left++;
        else Vanished++;
    }

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        if (!_transport.Send(peer, message, method, channel)) EchoesRefused++;
    }
}
