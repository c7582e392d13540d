using System;
using System.Text;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;
using GameServer.Transport.Wire;

namespace GameServer.Client;

/// <summary>
/// A game's end of the wire: connects, joins a room, sends one input per tick and keeps a verified view of what the server shows. Owns no thread and no clock: the game
/// calls <see cref="Poll"/> as often as it likes, once per rendered frame at least.
/// </summary>
public sealed class GameClient : ITransportHandler
{
    private const int SentTimesKept = 128;

    private readonly GameClientOptions _options;
    private readonly LiteNetTransport _transport;
    private readonly SnapshotScratch _scratch;
    private readonly IClientGame _game;
    private readonly InputClock _inputClock;
    private readonly SchemaNegotiation _negotiation;
    private readonly int[] _sample;                            // the newest input, as this build declares it
    private ComponentSchema _inputSchema;                      // as the server does
    private int[] _inputs;                                     // newest first, in the server's terms
    private readonly long[] _sampledAtNs = new long[SentTimesKept];   // by tick
    private readonly byte[] _message = new byte[InputPacket.BytesMax];
    private SchemaMapping? _mapping;
    private SnapshotReader? _reader;
    private PeerId _peer;
    private Timestamp _now;
    private Tick _clockTick;
    private long _clockUtcTicks;
    private int _inputCount;
    private Tick _newestInput;
    private ushort _newestPacket;
    private bool _anyPacket;
    private ClientStatistics _statistics;

    /// <summary>A client that has not connected yet.</summary>
    /// <param name="schema">The game's declaration in this build; a server of another build sends its own.</param>
    /// <param name="game">Samples inputs, hears of snapshots.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="socket">The client's own.</param>
    /// <param name="scratch">May be shared by all clients of one thread.</param>
    /// <param name="seed">Where the client's random stream starts.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message lists every problem.</exception>
    public GameClient(GameSchema schema, IClientGame game, GameClientOptions options, IDatagramSocket socket, SnapshotScratch scratch, ulong seed)
    {
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        Schema = schema;
        _game = game;
        _options = options;
        _scratch = scratch;
        _transport = new LiteNetTransport(options.Transport, socket, Prng.For(seed, "client"));
        _inputClock = new InputClock(options.InputLeadTicks);
        _negotiation = new SchemaNegotiation(schema, options.SchemaCache);
        _inputSchema = schema.Input;
        _sample = new int[schema.Input.Fields.Length];
        _inputs = new int[options.InputRedundancy * _sample.Length];
    }

    /// <summary>The game's declaration in this build.</summary>
    public GameSchema Schema { get; }

    /// <summary>Where this client stands.</summary>
    public ClientState State { get; private set; }

    /// <summary>Why it is closed.</summary>
    public ClientCloseReason CloseReason { get; private set; }

    /// <summary>What the server said about it, for a person.</summary>
    public string CloseText { get; private set; } = "";

    /// <summary>What the server shows; null until seated.</summary>
    public ReplicatedWorld? World { get; private set; }

    /// <summary>The seat, once playing.</summary>
    public PlayerSlot Player { get; private set; }

    /// <summary>The room, once playing.</summary>
    public RoomId Room { get; private set; }

    /// <summary>The room's ticks per second, once playing.</summary>
    public int TickRateHz { get; private set; }

    /// <summary>Counts since the start.</summary>
    public ref readonly ClientStatistics Statistics => ref _statistics;

    /// <summary>Datagrams, bytes and drops of this client's connection.</summary>
    public TransportCounters Traffic => _transport.Counters;

    /// <summary>Round trip to the server in milliseconds, smoothed; 0 before the first measurement.</summary>
    public int RttMs => _peer.IsNone ? 0 : _transport.RttMsOf(_peer);

    /// <summary>Ticks the server has our inputs before it needs them, smoothed.</summary>
    public double InputLeadTicks => _inputClock.Lead;

    /// <summary>When <see cref="Poll"/> has something to do even if nothing arrives, in monotonic nanoseconds.</summary>
    public long NextInputNs => State == ClientState.Playing ? _inputClock.NextNs : long.MaxValue;

    /// <summary>Starts connecting.</summary>
    public void Connect(in Endpoint server, Timestamp now)
    {
        Check.That(State == ClientState.Idle);
        State = ClientState.Connecting;
        _peer = _transport.Connect(server, LibraryString.Write(_options.ConnectKey), now);
        _transport.Flush(now, this);
    }

    /// <summary>Reads what arrived, samples and sends the inputs that are due, keeps the connection alive.</summary>
    public void Poll(Timestamp now)
    {
        _now = now;
        _transport.Receive(now, this);
        if (State == ClientState.Playing && _inputClock.IsDue(now)) SendInputs(now);
        _transport.Flush(now, this);
    }

    /// <summary>How many steps <see cref="Prefetch"/> has.</summary>
    public const int PrefetchSteps = 5;

    /// <summary>
    /// Fetches what <see cref="Poll"/> needs; see <see cref="CacheLine"/>. A game with one client has no use for it. Who polls thousands calls it for a few of them in turn with step 0, then for
    /// the same with step 1, and so on; then polls those. Changes nothing.
    /// </summary>
    public void Prefetch(int step)
    {
        switch (step)
        {
            case 0:
                CacheLine.Fetch(ref _reader);
                CacheLine.Fetch(ref _newestPacket);
                CacheLine.Fetch(ref _statistics.SnapshotsApplied);
                CacheLine.Fetch(ref _statistics.InputsFresh);
                break;
            case 1:
                _transport.Prefetch(0);
                _reader?.Prefetch(0);
                _inputClock.Prefetch();
                CacheLine.Fetch(_message, 0);
                CacheLine.Fetch(_inputs, 0);
                CacheLine.Fetch(_sample, 0);
                CacheLine.Fetch(_sampledAtNs, (int)((_newestInput.Value + 1) % SentTimesKept));
                break;
            default:
                _transport.Prefetch(step - 1);
                _reader?.Prefetch(step - 1);
                break;
        }
    }

    /// <summary>Says goodbye; a few more calls of <see cref="Poll"/> see it through.</summary>
    public void Leave()
    {
        if (State is ClientState.Idle or ClientState.Closed) return;
        _transport.Disconnect(_peer, default);
        Close(ClientCloseReason.Left, "");
    }

    void ITransportHandler.Connected(PeerId peer)
    {
        if (State != ClientState.Connecting) return;
        State = ClientState.Joining;
        int length = _negotiation.Ask(_options.RoomId, _options.PlayerName).Write(_message);
        _transport.Send(peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered);
    }

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
    {
        if (State == ClientState.Closed) return;
        ClientCloseReason own = reason switch
        {
            DisconnectReason.ConnectionFailed => ClientCloseReason.ConnectionFailed,
            DisconnectReason.ConnectionRejected or DisconnectReason.InvalidProtocol => ClientCloseReason.ConnectionRejected,
            DisconnectReason.Timeout => ClientCloseReason.TimedOut,
            _ => ClientCloseReason.ServerClosed,
        };
        Close(own, Encoding.UTF8.GetString(data));
    }

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        if (State == ClientState.Closed) return;
        if (method == DeliveryMethod.ReliableOrdered) TakeControl(message);
        else if (_reader is not null) TakeSnapshot(message);
    }

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Reject(default);

    private void TakeControl(ReadOnlySpan<byte> message)
    {
        if (State == ClientState.Joining && Welcome.TryRead(message, out Welcome welcome)) TakeSeat(welcome);
        else if (State == ClientState.Joining && _negotiation.TryTake(message)) return;
        else if (Refusal.TryRead(message, out Refusal refusal)) Close(ClientCloseReason.JoinRefused, $"{refusal.Reason}: {refusal.Text}");
        else if (Farewell.TryRead(message, out Farewell farewell)) Close(ClientCloseReason.ServerClosed, $"{farewell.Reason}: {farewell.Text}");
        else if (ClockMessage.TryRead(message, out ClockMessage clock)) SetClock(clock.Tick, clock.TickUtcTicks);
        else LeaveUnread("a control message could not be read");
    }

    // Reliable messages come once: one that cannot be read leaves this end waiting for ever, so it ends the connection, and the game may connect anew.
    private void LeaveUnread(string text)
    {
        _statistics.Malformed++;
        _transport.Disconnect(_peer, default);
        Close(ClientCloseReason.ProtocolError, text);
    }

    private void TakeSeat(in Welcome welcome)
    {
        if (!_negotiation.TryResolve(welcome.SchemaHash, out _mapping))
        {
            LeaveUnread($"the server's schema {welcome.SchemaHash:x16} could not be read");
            return;
        }

        if (_mapping is not null)
        {
            _inputSchema = _mapping.Wire.Input;
            _inputs = new int[_options.InputRedundancy * _inputSchema.Fields.Length];
        }

        State = ClientState.Playing;
        Room = new RoomId(welcome.RoomId);
        Player = welcome.Player;
        TickRateHz = welcome.TickRateHz;
        World = _mapping is null ? new ReplicatedWorld(Schema, welcome.EntityCapacity) : new ReplicatedWorld(_mapping, welcome.EntityCapacity);
        _reader = new SnapshotReader(World, _scratch);
        _reader.StartAt(welcome.Tick);
        SetClock(welcome.Tick, welcome.TickUtcTicks);
        _inputClock.Start(TickRateHz, welcome.Tick, RttMs * (double)Timestamp.NanosecondsPerMillisecond, _now);
    }

    private void TakeSnapshot(ReadOnlySpan<byte> message)
    {
        SnapshotResult result = _reader!.Read(message, out SnapshotInfo info);
        switch (result)
        {
            case SnapshotResult.Applied:
                CountApplied(info);
                _inputClock.Report(info.InputLead, info.Tick);
                _game.SnapshotApplied(this, new SnapshotArrival(info, AgeNs(info.Tick), InputToEffectNs(info)));
                break;
            case SnapshotResult.Duplicate:
                _statistics.SnapshotsDuplicate++;
                break;
            case SnapshotResult.Stale:
                _statistics.SnapshotsStale++;
                break;
            case SnapshotResult.BaselineMissing:
                _statistics.BaselinesMissing++;
                break;
            case SnapshotResult.Malformed:
                _statistics.Malformed++;
                break;
        }
    }

    private void CountApplied(in SnapshotInfo info)
    {
        _statistics.SnapshotsApplied++;
        _statistics.EntityUpdates += info.EntityCount;
        CountGap(_reader!.Acks.Newest);
        if (info.InputFresh) _statistics.InputsFresh++;
        else _statistics.InputsMissed++;
        if (info.HashScope == HashScope.None) return;
        _statistics.HashChecks++;
        if (info.HashScope == HashScope.View) _statistics.ViewHashChecks++;
        if (!info.HashMatched) _statistics.HashMismatches++;
    }

    // A packet ahead of the newest says how many between are missing; one from behind was counted missing and was not.
    private void CountGap(ushort newestPacket)
    {
        int ahead = _anyPacket ? (short)(newestPacket - _newestPacket) : 1;
        _statistics.SnapshotsLost += ahead > 0 ? ahead - 1 : -1;
        _newestPacket = newestPacket;
        _anyPacket = true;
    }

    private long AgeNs(Tick tick)
    {
        long offsetTicks = _options.SharesServerClock ? 0 : _transport.RemoteUtcOffsetTicks(_peer);
        long dueUtcTicks = _clockUtcTicks + ((tick - _clockTick) * TimeSpan.TicksPerSecond / TickRateHz);
        return (_now.UtcTicks + offsetTicks - dueUtcTicks) * 100;
    }

    private long InputToEffectNs(in SnapshotInfo info)
    {
        if (!info.InputFresh || _newestInput - info.Tick is < 0 or >= SentTimesKept) return -1;
        long sampledAt = _sampledAtNs[info.Tick.Value % SentTimesKept];
        return sampledAt == 0 ? -1 : _now.Nanoseconds - sampledAt;
    }

    private void SendInputs(Timestamp now)
    {
        int fieldCount = _inputSchema.Fields.Length;
        while (_inputClock.IsDue(now))
        {
            if (_inputClock.Next != _newestInput + 1) _inputCount = 0;   // the count jumped: older rows no longer belong to the ticks before
            Array.Copy(_inputs, 0, _inputs, fieldCount, _inputs.Length - fieldCount);
            _newestInput = _inputClock.Next;
            _game.SampleInput(this, _newestInput, _sample);
            if (_mapping is null) _sample.CopyTo(_inputs, 0);
            else _mapping.MapInput(_sample, _inputs.AsSpan(0, fieldCount));
            _sampledAtNs[_newestInput.Value % SentTimesKept] = now.Nanoseconds;
            _inputCount = Math.Min(_inputCount + 1, _options.InputRedundancy);
            _statistics.InputsSampled++;
            _inputClock.Advance(now);
        }

        ReadOnlySpan<int> rows = _inputs.AsSpan(0, _inputCount * fieldCount);
        int length = InputPacket.Write(_message, _reader!.Acks, _reader.NeedsResync, _newestInput, _inputSchema, rows);
        _transport.Send(_peer, _message.AsSpan(0, length), DeliveryMethod.Unreliable);
    }

    private void SetClock(Tick tick, long utcTicks)
    {
        _clockTick = tick;
        _clockUtcTicks = utcTicks;
    }

    private void Close(ClientCloseReason reason, string text)
    {
        State = ClientState.Closed;
        CloseReason = reason;
        CloseText = text;
    }
}
