using System;

namespace GameServer.Transport;

/// <summary>
/// What the transport tells the layer above, synchronously, from inside <c>Receive</c> and <c>Flush</c>. Spans are valid only during the call. A handler may
/// send and disconnect; it must not call <c>Receive</c> or <c>Flush</c>.
/// </summary>
public interface ITransportHandler
{
    /// <summary>Server role: admit a stranger? Answered at once, from the connect data alone; nothing is allocated for the peer before this says yes.</summary>
    ConnectDecision ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData);

    void Connected(PeerId peer);

    void Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data);

    /// <summary>Messages of these peers, given by <see cref="PeerId.Index"/>, will come next: a chance to fetch what handling them reads. Nothing may be changed here.</summary>
    void Expect(ReadOnlySpan<int> peerIndexes)
    {
    }

    void Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message);

    /// <summary>The peer's address changed and the new one has proved that it receives.</summary>
    void AddressChanged(PeerId peer)
    {
    }

    /// <summary>A message without a connection, only when the options accept such; nothing is known about the sender.</summary>
    void UnconnectedReceived(in Endpoint from, ReadOnlySpan<byte> message)
    {
    }
}
