using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;
using GameServer.Transport.Wire;

namespace GameServer.LoadTest.Simulated.Hostile;

/// <summary>A client that speaks the protocol well enough to be seated, and then lies in it.</summary>
internal sealed class Forger : HostileActor, ITransportHandler
{
    private const int FutureMin = 2 * Limits.PacketsInFlight;   // further ahead than a server can have sent meanwhile
    private const int FutureMax = 20_000;

    private readonly GameSchema _schema;
    private readonly LiteNetTransport _transport;
    private readonly Endpoint _server;
    private readonly string _connectKey;
    private readonly string _name;
    private readonly byte[] _message = new byte[InputPacket.BytesMax];
    private readonly int[] _rows;
    private readonly ushort[] _viewAges = new ushort[Limits.InputsPerPacket];
    private PeerId _peer = PeerId.None;
    private bool _isSeated;
    private ushort _newestPacket;
    private uint _tick;
    private Prng _prng;

    public Forger(HostilePlan plan, GameSchema schema, IDatagramSocket socket, Endpoint server, string connectKey, string name, ulong seed)
        : base(plan, socket)
    {
        _schema = schema;
        _server = server;
        _connectKey = connectKey;
        _name = name;
        _prng = Prng.For(seed, "forger");
        _rows = new int[Limits.InputsPerPacket * schema.Input.Fields.Length];
        _transport = new LiteNetTransport(TransportOptions.ForClient, socket, Prng.For(seed, "forger transport"));
    }

    public override void Step(Timestamp now)
    {
        if (_peer.IsNone) _peer = _transport.Connect(_server, LibraryString.Write(_connectKey), now);
        _transport.Receive(now, this);
        if (_transport.IsConnected(_peer)) Lie();
        _transport.Flush(now, this);
    }

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Reject(default);

    void ITransportHandler.Connected(PeerId peer) => Join();

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
    {
        _peer = PeerId.None;
        _isSeated = false;
    }

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        if (method == DeliveryMethod.ReliableOrdered) TakeControl(message);
        else TakeSnapshot(message);
    }

    private void TakeControl(ReadOnlySpan<byte> message)
    {
        if (!Welcome.TryRead(message, out Welcome welcome)) return;
        _isSeated = true;
        _tick = welcome.Tick.Value;
    }

    // Kind 8, sequence 16, tick 16: enough to lie plausibly.
    private void TakeSnapshot(ReadOnlySpan<byte> message)
    {
        BitReader reader = new(message);
        if (!reader.TryRead(8, out _) || !reader.TryRead(16, out uint sequence) || !reader.TryRead(16, out uint tick)) return;
        if ((short)(sequence - _newestPacket) > 0) _newestPacket = (ushort)sequence;
        _tick = Tick.FromLow16((ushort)tick, new Tick(_tick)).Value;
    }

    private void Join()
    {
        int length = new JoinRequest(ControlMessage.ProtocolVersion, _schema.Hash, -1, _name).Write(_message);
        _transport.Send(_peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered);
    }

    private void Lie()
    {
        if (Plan.Kind == HostileKind.MalformedControl) SendControl();
        if (!_isSeated) return;
        int packets = Plan.Kind == HostileKind.InputFlood ? 1 + _prng.NextInt(6) : _prng.NextInt(2);
        for (; packets > 0; packets--) SendInput();
    }

    private void SendControl()
    {
        if (!_prng.NextChance(0.05)) return;
        SentCount++;
        if (_prng.NextChance(0.3))
        {
            Join();
            return;
        }

        Span<byte> bytes = _message.AsSpan(0, _prng.NextInt(64));
        _prng.Fill(bytes);
        if (bytes.Length > 0 && _prng.NextChance(0.5)) bytes[0] = (byte)_prng.NextInt(8);
        _transport.Send(_peer, bytes, (DeliveryMethod)_prng.NextInt(5));
    }

    private void SendInput()
    {
        SentCount++;
        int fieldCount = _schema.Input.Fields.Length;
        int count = 1 + _prng.NextInt(Limits.InputsPerPacket);
        for (int i = 0; i < count * fieldCount; i++) _rows[i] = _prng.NextInt(_schema.Input.Fields[i % fieldCount].Max + 1);
        for (int i = 0; i < count; i++) _viewAges[i] = (ushort)_prng.NextInt(InputPacket.ViewAgeMax + 1);   // huge rewinds among them
        bool resync = Plan.Kind == HostileKind.InputFlood || _prng.NextChance(0.1);
        int length = InputPacket.Write(_message, Acks(), resync, new Tick(Stamp()), _schema.Input, _viewAges.AsSpan(0, count), _rows.AsSpan(0, count * fieldCount));
        _transport.Send(_peer, _message.AsSpan(0, length), DeliveryMethod.Unreliable);
    }

    private AckWindow Acks() => Plan.Kind switch
    {
        HostileKind.FutureAcks => AckWindow.FromWire((ushort)(_newestPacket + _prng.NextInt(FutureMin, FutureMax)), 0),
        HostileKind.RandomAcks => AckWindow.FromWire((ushort)_prng.NextUInt(), _prng.NextUInt()),
        _ => AckWindow.FromWire(_newestPacket, uint.MaxValue),
    };

    private uint Stamp() => Plan.Kind == HostileKind.Rewinds ? _prng.NextUInt() : _tick + 2;
}
