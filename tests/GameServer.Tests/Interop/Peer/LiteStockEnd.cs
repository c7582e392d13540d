using System;
using LiteNetLib;

namespace GameServer.Tests.Interop;

/// <summary>The same with 2.x's reduced <c>LiteNetManager</c>: one channel, and a Sequenced that it calls ReliableSequenced when it arrives.</summary>
internal sealed class LiteStockEnd : IStockEnd, ILiteNetEventListener
{
    private readonly LiteNetManager _manager;
    private readonly bool _isServer;
    private readonly EchoClient? _echo;
    private LiteNetPeer? _peer;
    private double _nowMs;
    private bool _isHeard;

    private LiteStockEnd(EchoClient? echo)
    {
        _isServer = echo is null;
        _echo = echo;
        _manager = new LiteNetManager(this) { UpdateTime = 5, DisconnectTimeout = 20_000 };
        _manager.Start();
    }

    public int Port => _manager.LocalPort;

    public bool IsConnected => _peer is not null;

    public string? Ended { get; private set; }

    public byte[] Farewell { get; private set; } = [];

    public static LiteStockEnd Server() => new(null);

    public static LiteStockEnd Client(int port, EchoClient echo)
    {
        LiteStockEnd end = new(echo);
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

    public void OnPeerConnected(LiteNetPeer peer)
    {
        _peer = peer;
        if (_echo is not null) Send(EchoMethod.ReliableOrdered, new ArraySegment<byte>([1]));
    }

    public void OnPeerDisconnected(LiteNetPeer peer, DisconnectInfo disconnectInfo)
    {
        Ended = disconnectInfo.Reason.ToString();
        if (disconnectInfo.AdditionalData is { AvailableBytes: > 0 } data) Farewell = data.GetRemainingBytes();
    }

    public void OnNetworkReceive(LiteNetPeer peer, NetPacketReader reader, DeliveryMethod deliveryMethod)
    {
        ArraySegment<byte> bytes = reader.GetRemainingBytesSegment();
        DeliveryMethod method = deliveryMethod == DeliveryMethod.ReliableSequenced ? DeliveryMethod.Sequenced : deliveryMethod;
        if (_echo is null) peer.Send(bytes.Array!, bytes.Offset, bytes.Count, method);
        else if (_isHeard) _echo.Take((EchoMethod)(byte)method, bytes, _nowMs);
        _isHeard = true;
    }

    public void OnConnectionRequest(LiteConnectionRequest request)
    {
        if (_isServer) request.AcceptIfKey("key");
        else request.Reject();
    }

    private bool Send(EchoMethod method, ArraySegment<byte> message)
    {
        _peer!.Send(message.Array!, message.Offset, message.Count, (DeliveryMethod)(byte)method);
        return true;
    }
}
