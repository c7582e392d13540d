using System;
using System.Collections.Generic;
using GameServer.Transport;

namespace GameServer.Tests.Support;

/// <summary>A handler that writes down all it is told, and may answer.</summary>
internal sealed class TransportRecorder : ITransportHandler
{
    public List<PeerId> Connects { get; } = [];

    public List<(PeerId Peer, DisconnectReason Reason, byte[] Data)> Disconnects { get; } = [];

    public List<(PeerId Peer, DeliveryMethod Method, byte Channel, byte[] Bytes)> Messages { get; } = [];

    public List<byte[]> Requests { get; } = [];

    public List<byte[]> Unconnected { get; } = [];

    public ConnectDecision Decision { get; set; } = ConnectDecision.Accept;

    public Action<PeerId, DeliveryMethod, byte, ReadOnlyMemory<byte>>? OnReceived { get; set; }

    public Action<PeerId>? OnConnected { get; set; }

    public ConnectDecision ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData)
    {
        Requests.Add(connectData.ToArray());
        return Decision;
    }

    public void Connected(PeerId peer)
    {
        Connects.Add(peer);
        OnConnected?.Invoke(peer);
    }

    public void Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data) => Disconnects.Add((peer, reason, data.ToArray()));

    public void Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        byte[] bytes = message.ToArray();
        Messages.Add((peer, method, channel, bytes));
        OnReceived?.Invoke(peer, method, channel, bytes);
    }

    public void UnconnectedReceived(in Endpoint from, ReadOnlySpan<byte> message) => Unconnected.Add(message.ToArray());

    public void Forget()
    {
        Connects.Clear();
        Disconnects.Clear();
        Messages.Clear();
        Requests.Clear();
        Unconnected.Clear();
    }
}
