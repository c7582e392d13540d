using System;
using System.Net;
using System.Net.Sockets;
using LiteNetLib;

namespace GameServer.Tests.Interop;

/// <summary>
/// A stock LiteNetLib <c>NetManager</c> as the other end: as a server it sends everything back the way it came, as a client it runs an <see cref="EchoClient"/>. It is
/// polled, so all that the caller sees happens on the caller's thread. Compiles against 1.0 to 2.1.
/// </summary>
internal sealed class StockEnd : IStockEnd, INetEventListener
{
    private const byte Channel = 1;

    private readonly NetManager _manager;
    private readonly bool _isServer;
    private readonly EchoClient? _echo;
    private NetPeer? _peer;
    private double _nowMs;
    private bool _isHeard;

    private StockEnd(EchoClient? echo)
    {
        _isServer = echo is null;
        _echo = echo;
        _manager = new NetManager(this) { ChannelsCount = 4, UpdateTime = 5, DisconnectTimeout = 20_000 };
        _manager.Start();
    }

    public int Port => _manager.LocalPort;

    public bool IsConnected => _peer is not null;

    public string? Ended { get; private set; }

    public byte[] Farewell { get; private set; } = [];

    public static StockEnd Server() => new(null);

    public static StockEnd Client(int port, EchoClient echo)
    {
        StockEnd end = new(echo);
        end._manager.Connect("127.0.0.1", port, "key");
        return end;
    }

    public void Step(double nowMs)
    {
        _nowMs = nowMs;
        _manager.PollEvents();
        if (_echo is not null && _isHeard && Ended is null) _echo.Step(nowMs, Send);
    }

    public void Leave() => _peer?.Disconnect();

    public void Dispose() => _manager.Stop();

    public void OnPeerConnected(NetPeer peer)
    {
        _peer = peer;

        // Until our server has seen that this address receives, it drops what comes; the echo run starts when this first message is back.
        if (_echo is not null) Send(EchoMethod.ReliableOrdered, new ArraySegment<byte>([1]));
    }

    public void OnPeerDisconnected(NetPeer peer, DisconnectInfo disconnectInfo)
    {
        Ended = disconnectInfo.Reason.ToString();
        if (disconnectInfo.AdditionalData is { AvailableBytes: > 0 } data) Farewell = data.GetRemainingBytes();
    }

    public void OnNetworkError(IPEndPoint endPoint, SocketError socketError)
    {
    }

    public void OnNetworkReceive(NetPeer peer, NetPacketReader reader, byte channelNumber, DeliveryMethod deliveryMethod)
    {
        ArraySegment<byte> bytes = reader.GetRemainingBytesSegment();
        if (_echo is null) peer.Send(bytes.Array!, bytes.Offset, bytes.Count, channelNumber, deliveryMethod);
        else if (_isHeard) _echo.Take((EchoMethod)(byte)deliveryMethod, bytes, _nowMs);
        _isHeard = true;
    }

    public void OnNetworkReceiveUnconnected(IPEndPoint remoteEndPoint, NetPacketReader reader, UnconnectedMessageType messageType)
    {
    }

    public void OnNetworkLatencyUpdate(NetPeer peer, int latency)
    {
    }

    public void OnConnectionRequest(ConnectionRequest request)
    {
        if (_isServer) request.AcceptIfKey("key");
        else request.Reject();
    }

    private bool Send(EchoMethod method, ArraySegment<byte> message)
    {
        _peer!.Send(message.Array!, message.Offset, message.Count, Channel, (DeliveryMethod)(byte)method);
        return true;
    }
}
