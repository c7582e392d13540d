using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;
using GameServer.Transport.Wire;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>Connects, asks for a seat with whatever request it was given, and notes the answer. Sends no inputs.</summary>
internal sealed class Stranger : ITransportHandler
{
    private readonly LiteNetTransport _transport;
    private readonly byte[] _request;

    public Stranger(IDatagramSocket socket, Endpoint server, byte[] request, Timestamp now)
    {
        _request = request;
        _transport = new LiteNetTransport(TransportOptions.ForClient, socket, Prng.For(1, "stranger"));
        _transport.Connect(server, LibraryString.Write("gameserver"), now);
        _transport.Flush(now, this);
    }

    public bool IsWaiting => Refused is null && Welcomed is null;

    public RefusalReason? Refused { get; private set; }

    public Welcome? Welcomed { get; private set; }

    public void Poll(Timestamp now)
    {
        _transport.Receive(now, this);
        _transport.Flush(now, this);
    }

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Reject(default);

    void ITransportHandler.Connected(PeerId peer)
    {
        _transport.Send(peer, _request, DeliveryMethod.ReliableOrdered);
    }

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
    {
    }

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        if (Welcome.TryRead(message, out Welcome welcome)) Welcomed = welcome;
        else if (Refusal.TryRead(message, out Refusal refusal)) Refused = refusal.Reason;
    }
}
