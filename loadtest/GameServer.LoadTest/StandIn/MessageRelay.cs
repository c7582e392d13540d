using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.StandIn;

/// <summary>Stands between one client and a server, passes every message on, and writes down what the server says. Both ends speak to a transport of their own.</summary>
internal sealed class MessageRelay
{
    private readonly LiteNetTransport _down;
    private readonly LiteNetTransport _up;
    private readonly DownSide _downSide;
    private readonly UpSide _upSide;
    private readonly Endpoint _server;
    private readonly List<byte[]> _early = [];   // what the client said before the server had answered
    private readonly List<RecordedMessage> _messages = [];
    private readonly long _tickNs;
    private Timestamp _now;
    private byte[] _key = [];   // as the client gave it
    private PeerId _client;
    private PeerId _shard;
    private long _welcomeNs;
    private Welcome? _welcome;

    /// <param name="clientSide">Where the client connects to.</param>
    /// <param name="serverSide">The address that the server sees.</param>
    /// <param name="server">The server's.</param>
    /// <param name="tickRateHz">Of its room.</param>
    public MessageRelay(IDatagramSocket clientSide, IDatagramSocket serverSide, Endpoint server, int tickRateHz)
    {
        _down = new LiteNetTransport(new TransportOptions { PeersMax = 4, VerifiesReturnPath = false }, clientSide, new Prng(11));
        _up = new LiteNetTransport(TransportOptions.ForClient, serverSide, new Prng(12));
        _downSide = new DownSide(this);
        _upSide = new UpSide(this);
        _server = server;
        _tickNs = Timestamp.NanosecondsPerSecond / tickRateHz;
    }

    /// <summary>What was said so far; null before the welcome.</summary>
    public RecordedGame? Game => _welcome is { } welcome ? new RecordedGame(welcome, _messages) : null;

    public void Step(Timestamp now)
    {
        _now = now;
        _down.Receive(now, _downSide);
        _up.Receive(now, _upSide);
        _up.Flush(now, _upSide);
        _down.Flush(now, _downSide);
    }

    private void NoteFromServer(DeliveryMethod method, ReadOnlySpan<byte> message)
    {
        if (_welcome is not null) _messages.Add(new RecordedMessage((int)((_now.Nanoseconds - _welcomeNs) / _tickNs), method == DeliveryMethod.ReliableOrdered, message.ToArray()));
        else if (Welcome.TryRead(message, out Welcome welcome)) (_welcome, _welcomeNs) = (welcome, _now.Nanoseconds);
        _down.Send(_client, message, method);
    }

    private sealed class DownSide(MessageRelay relay) : ITransportHandler
    {
        public ConnectDecision ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData)
        {
            relay._key = connectData.ToArray();
            return ConnectDecision.Accept;
        }

        public void Connected(PeerId peer)
        {
            relay._client = peer;
            relay._shard = relay._up.Connect(relay._server, relay._key, relay._now);
        }

        public void Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
        {
            // The recording is over then.
        }

        public void Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
        {
            if (relay._up.IsConnected(relay._shard)) relay._up.Send(relay._shard, message, method);
            else if (method == DeliveryMethod.ReliableOrdered) relay._early.Add(message.ToArray());
        }
    }

    private sealed class UpSide(MessageRelay relay) : ITransportHandler
    {
        public ConnectDecision ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Reject(default);

        public void Connected(PeerId peer)
        {
            foreach (byte[] message in relay._early) relay._up.Send(peer, message, DeliveryMethod.ReliableOrdered);
            relay._early.Clear();
        }

        public void Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
        {
            // The recording is over then.
        }

        public void Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message) => relay.NoteFromServer(method, message);
    }
}
