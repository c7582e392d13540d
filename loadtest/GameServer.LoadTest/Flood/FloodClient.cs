using System;
using System.Net;
using GameServer.Core;
using GameServer.LoadTest.Swarm;
using GameServer.Transport;

namespace GameServer.LoadTest.Flood;

/// <summary>One connection of a flood: a socket and our transport in its client role. It speaks the whole handshake, answers pings, and never joins a room.</summary>
internal sealed class FloodClient : ITransportHandler, IDisposable
{
    private const int ReadsPerPoll = 16;

    // Its own pings are rare: the server's keep the connection alive, and the flood should be of connects.
    private static readonly TransportOptions s_options = TransportOptions.ForClient with { PingIntervalMs = 4000, DisconnectTimeoutMs = 20_000 };

    private readonly BotSocket _socket;
    private readonly LiteNetTransport _transport;
    private PeerId _server;

    public FloodClient(IPEndPoint server, SocketBatch batch, ulong seed)
    {
        _socket = BotSocket.Open(server, batch);
        _transport = new LiteNetTransport(s_options, _socket, new Prng(seed));
    }

    public int Handle => _socket.Handle;

    public FloodState State { get; private set; }

    /// <summary>Why the connection failed or ended against its will.</summary>
    public DisconnectReason Reason { get; private set; }

    public long SendFailures => _socket.SendFailures;

    public long NextDeadlineNs => _transport.NextDeadlineNs;

    public void Connect(IPEndPoint server, ReadOnlySpan<byte> key, Timestamp now)
    {
        State = FloodState.Asking;
        _server = _transport.Connect(Endpoint.From(server), key, now);
        _transport.Flush(now, this);
    }

    public void Poll(Timestamp now)
    {
        _socket.ReadsLeft = ReadsPerPoll;
        _transport.Receive(now, this);
        _transport.Flush(now, this);

        // The goodbye is repeated until the server answers it.
        if (State == FloodState.Leaving && _transport.EndpointOf(_server) == default) State = FloodState.Left;
    }

    public void Leave(Timestamp now)
    {
        State = FloodState.Leaving;
        _transport.Disconnect(_server);
        _transport.Flush(now, this);
    }

    public void Dispose() => _socket.Dispose();

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Reject(default);

    void ITransportHandler.Connected(PeerId peer) => State = FloodState.Connected;

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
    {
        if (State == FloodState.Leaving) return;
        Reason = reason;
        State = State == FloodState.Asking ? FloodState.Failed : FloodState.Lost;
    }

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        // Who does not join is told nothing worth knowing.
    }
}
