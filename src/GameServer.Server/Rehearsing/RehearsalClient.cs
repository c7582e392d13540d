using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;
using GameServer.Transport.Wire;

namespace GameServer.Server;

/// <summary>A client of a rehearsal: joins, acknowledges every snapshot, and sends random inputs, whatever the game.</summary>
internal sealed class RehearsalClient : ITransportHandler
{
    private readonly GameSchema _schema;
    private readonly LiteNetTransport _transport;
    private readonly PeerId _server;
    private readonly SnapshotScratch _scratch = new();
    private readonly byte[] _message = new byte[InputPacket.BytesMax];
    private readonly int[] _input;
    private SnapshotReader? _reader;
    private Prng _prng;

    public RehearsalClient(GameSchema schema, IDatagramSocket socket, in Endpoint server, string connectKey, ulong seed, Timestamp now)
    {
        _schema = schema;
        _prng = Prng.For(seed, "rehearsal");
        _input = new int[schema.Input.Fields.Length];
        _transport = new LiteNetTransport(TransportOptions.ForClient, socket, Prng.For(seed, "client"));
        _server = _transport.Connect(server, LibraryString.Write(connectKey), now);
    }

    public void Step(Timestamp now, Tick serverTick)
    {
        _transport.Receive(now, this);
        if (_reader is not null) SendInput(serverTick + 2);
        _transport.Flush(now, this);
    }

    /// <summary>Says goodbye, and is not stepped any more.</summary>
    public void Leave(Timestamp now)
    {
        _transport.Disconnect(_server);
        _transport.Flush(now, this);
    }

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Reject(default);

    void ITransportHandler.Connected(PeerId peer)
    {
        int length = new JoinRequest(ControlMessage.ProtocolVersion, _schema.Hash, -1, "rehearsal", Coders: JoinRequest.Notices, Content: 1).Write(_message);
        _transport.Send(peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered);
    }

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data) => _reader = null;

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        if (method == DeliveryMethod.Unreliable) _reader?.Read(message, out _);
        else if (Welcome.TryRead(message, out Welcome welcome)) _reader = new SnapshotReader(new ReplicatedWorld(_schema, welcome.EntityCapacity), _scratch);
    }

    private void SendInput(Tick tick)
    {
        for (int i = 0; i < _input.Length; i++) _input[i] = _prng.NextInt(_schema.Input.Fields[i].Max + 1);
        int length = InputPacket.Write(_message, _reader!.Acks, false, tick, _schema.Input, [], _input);
        _transport.Send(_server, _message.AsSpan(0, length), DeliveryMethod.Unreliable);
    }
}
