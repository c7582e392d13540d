using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.StandIn;

/// <summary>
/// Gives every client that joins the same recorded game, each from its own beginning, at little more than the transport's cost: bots have everything to decode and to verify, and
/// the machine is theirs. What clients send is received and forgotten.
/// </summary>
internal sealed class StandInGame : ITransportHandler
{
    private readonly RecordedGame _game;
    private readonly LiteNetTransport _transport;
    private readonly Seat?[] _seats;
    private readonly byte[] _message = new byte[ControlMessage.BytesMax];
    private readonly long _tickNs;
    private long _tick;
    private long _dueUtcTicks;   // of the tick played last

    /// <summary>A game whose first tick is due one period after <paramref name="startNs"/>.</summary>
    public StandInGame(RecordedGame game, IDatagramSocket socket, int connections, long startNs)
    {
        _game = game;
        _tickNs = Timestamp.NanosecondsPerSecond / game.Welcome.TickRateHz;
        _transport = new LiteNetTransport(new TransportOptions { PeersMax = connections, DisconnectTimeoutMs = 30_000 }, socket, new Prng(1));
        _seats = new Seat?[connections];
        NextNs = startNs + _tickNs;
    }

    /// <summary>When the next tick is due.</summary>
    public long NextNs { get; private set; }

    /// <summary>Receives, plays the ticks that are due, and sends.</summary>
    public void Step(Timestamp now)
    {
        _transport.Receive(now, this);
        for (; NextNs <= now.Nanoseconds; NextNs += _tickNs)
        {
            _dueUtcTicks = now.UtcTicks - ((now.Nanoseconds - NextNs) / 100);
            Play();
        }

        _transport.Flush(now, this);
    }

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Accept;

    void ITransportHandler.Connected(PeerId peer)
    {
        // Its game begins when it asks to join.
    }

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data) => _seats[peer.Index] = null;

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        if (method != DeliveryMethod.ReliableOrdered || _seats[peer.Index] is not null || !JoinRequest.TryRead(message, out _)) return;
        _seats[peer.Index] = new Seat(peer, _tick);
        int length = (_game.Welcome with { TickUtcTicks = _dueUtcTicks }).Write(_message);
        _transport.Send(peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered);
    }

    private void Play()
    {
        _tick++;
        IReadOnlyList<RecordedMessage> messages = _game.Messages;
        foreach (Seat? seat in _seats)
        {
            if (seat is null) continue;
            for (; seat.Next < messages.Count && messages[seat.Next].TickOffset < _tick - seat.StartTick; seat.Next++)
            {
                RecordedMessage message = messages[seat.Next];
                _transport.Send(seat.Peer, message.Bytes, message.IsReliable ? DeliveryMethod.ReliableOrdered : DeliveryMethod.Unreliable);
            }
        }
    }

    private sealed class Seat(PeerId peer, long startTick)
    {
        public PeerId Peer => peer;

        public long StartTick => startTick;

        /// <summary>Of the recording's messages.</summary>
        public int Next { get; set; }
    }
}
