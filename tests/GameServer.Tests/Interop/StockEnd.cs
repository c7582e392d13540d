using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using LiteNetLib;

namespace GameServer.Tests.Interop;

/// <summary>A stock LiteNetLib manager as the other end. Polled by the test, so that everything the test sees happens on its thread.</summary>
internal sealed class StockEnd : INetEventListener, IDisposable
{
    public StockEnd(bool server, int channels = 4)
    {
        Manager = new NetManager(this) { ChannelsCount = (byte)channels, UpdateTime = 5, IPv6Enabled = true, UnconnectedMessagesEnabled = true };
        Manager.Start();
        AcceptsConnections = server;
    }

    public NetManager Manager { get; }

    public bool AcceptsConnections { get; }

    public NetPeer? Peer { get; private set; }

    /// <summary>A server that sends everything back the way it came.</summary>
    public bool Echoes { get; set; }

    public List<(DeliveryMethod Method, byte Channel, byte[] Bytes)> Messages { get; } = [];

    public DisconnectInfo? Disconnect { get; private set; }

    public void OnPeerConnected(NetPeer peer) => Peer = peer;

    public void OnPeerDisconnected(NetPeer peer, DisconnectInfo disconnectInfo) => Disconnect = disconnectInfo;

    public void OnNetworkError(IPEndPoint endPoint, SocketError socketError)
    {
    }

    public void OnNetworkReceive(NetPeer peer, NetPacketReader reader, byte channelNumber, DeliveryMethod deliveryMethod)
    {
        byte[] bytes = reader.GetRemainingBytes();
        if (Echoes) peer.Send(bytes, channelNumber, deliveryMethod);
        else Messages.Add((deliveryMethod, channelNumber, bytes));
    }

    public void OnNetworkReceiveUnconnected(IPEndPoint remoteEndPoint, NetPacketReader reader, UnconnectedMessageType messageType)
    {
    }

    public void OnNetworkLatencyUpdate(NetPeer peer, int latency)
    {
    }

    public void OnConnectionRequest(ConnectionRequest request)
    {
        if (AcceptsConnections) request.AcceptIfKey("key");
        else request.Reject();
    }

    public void Dispose() => Manager.Stop();
}
