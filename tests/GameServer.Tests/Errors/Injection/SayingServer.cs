using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.Tests.Errors.Injection;

/// <summary>A server that answers the first message of every client with bytes it was given: what the SDK makes of them is looked at.</summary>
internal sealed class SayingServer(IDatagramSocket socket, byte[] answer, ConnectDecision decision) : ITransportHandler
{
    private readonly LiteNetTransport _transport = new(new TransportOptions { PeersMax = 4 }, socket, Prng.For(1, "saying server"));

    /// <summary>It vanishes once it has answered, and knows nobody any more.</summary>
    public static byte[] Bytes(Func<byte[], int> write)
    {
        byte[] message = new byte[ControlMessage.BytesMax];
        return message[..write(message)];
    }

    public void Poll(Timestamp now)
    {
        _transport.Receive(now, this);
        _transport.Flush(now, this);
    }

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => decision;

    void ITransportHandler.Connected(PeerId peer)
    {
    }

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
    {
    }

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        if (answer.Length > 0) _transport.Send(peer, answer, DeliveryMethod.ReliableOrdered);
        else _transport.Disconnect(peer, default);
    }
}
