using System;
using System.Text;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;
using GameServer.Transport.Wire;

namespace GameServer.Client;

/// <summary>
/// A game's end of the wire: connects, joins a room, sends one input per tick, keeps a verified view of what the server shows, and comes back when the connection is lost. Owns
/// no thread and no clock: the game calls <see cref="Poll"/> as often as it likes, once per rendered frame at least, and <see cref="Show"/> before it draws.
/// </summary>
public sealed class GameClient : ITransportHandler
{
    private const long ProbeAfterNs = 250 * Timestamp.NanosecondsPerMillisecond;   // of silence: a picture that stands, and no usual jitter
    private const long ProbePeriodNs = 100 * Timestamp.NanosecondsPerMillisecond;
    private const int ProbeAfterTicks = 8;                                         // at least, in rooms that tick slowly

    private const int HeadBytes = 424;   // of the object: what a frame needs, the first half of the statistics included

    private readonly GameClientOptions _options;
    private readonly bool _sharesServerClock;      // of the options, as the next: read in every frame
    private readonly long _interruptedAfterNs;
    private readonly LiteNetTransport _transport;
    private readonly SnapshotScratch _scratch;
    private readonly IClientGame _game;
    private readonly InputStream _inputs;
    private readonly Reconnector _reconnector;
    private readonly CommandOutbox _commands = new();
    private readonly ClientContent _content;
    private readonly Action<uint, CommandResult> _answered;
    private SchemaNegotiation _negotiation;
    private readonly byte[] _message = new byte[ControlMessage.BytesMax];   // inputs are shorter
    private SchemaMapping? _mapping;
    private SnapshotReader? _reader;
    private SnapshotTimeline? _timeline;
    private readonly Whereabouts _where;
    private PeerId _peer;
    private Timestamp _now;
    private Timestamp _askedAt;
    private RoomClock _roomClock;
    private long _ageNs;
    private PacketGaps _gaps;
    private bool _asksForOwnSeat;   // the last join request was for the seat this client had
    private bool _gaveSeatUp;       // the server did; ask for another
    private long _lostNs;
    private long _probeNs;          // when to ask a silent server again
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
        _sharesServerClock = options.SharesServerClock;
        _interruptedAfterNs = (long)(options.InterruptedAfterMs * Timestamp.NanosecondsPerMillisecond);
        _scratch = scratch;
        _transport = new LiteNetTransport(options.Transport, socket, Prng.For(seed, "client"));
        _inputs = new InputStream(this, game, options, seed);
        _reconnector = new Reconnector(options.ReconnectSeconds, Prng.For(seed, "reconnect"));
        _negotiation = new SchemaNegotiation(schema, options.SchemaCache);
        _content = new ClientContent(options.Content ?? options.Predicts?.Content);
        _answered = RaiseApplied;
        _where = new Whereabouts(options.RoomId);
        Ticket = options.Ticket;
        PlayerId = options.PlayerId;
    }

    /// <summary>The game's declaration in this build.</summary>
    public GameSchema Schema { get; }

    /// <summary>Where this client stands.</summary>
    public ClientState State { get; private set; }

    /// <summary>Why it is closed.</summary>
    public ClientCloseReason CloseReason { get; private set; }

    /// <summary>What the server said about it, for a person.</summary>
    public string CloseText { get; private set; } = "";

    /// <summary>
    /// What went wrong last, also where the client went on from it; once closed, why, and <see cref="ErrorCode.None"/> when this side left. <see cref="ErrorCatalogue"/> has its meaning, and the server's log the
    /// same code.
    /// </summary>
    public ErrorCode LastError { get; private set; }

    /// <summary>True while the client has a seat: syncing, playing or interrupted.</summary>
    public bool IsSeated => State is ClientState.Syncing or ClientState.Playing or ClientState.Interrupted;

    /// <summary>Seats taken so far: one, and one more each time the server had given the seat up before its player was back.</summary>
    public int SessionCount { get; private set; }

    /// <summary>The player's id, as given in the options or by the server.</summary>
    public string PlayerId { get; private set; }

    /// <summary>The way back to the seat; null before there is one, and when the server keeps no seats. Another one after each resume.</summary>
    public ResumeTicket? Ticket { get; private set; }

    /// <summary>Where the server sent the player last, by a farewell or a refusal; the client follows by itself where it can.</summary>
    public Redirect GoTo => _where.Redirect;

    /// <summary>The server's address.</summary>
    public Endpoint Server => _where.Server;

    /// <summary>Commands without an answer; at most <see cref="Limits.CommandsInFlight"/>.</summary>
    public int CommandsWaiting => _commands.WaitingCount;

    /// <summary>What the server shows; null until seated. While resuming, what it showed last.</summary>
    public ReplicatedWorld? World { get; private set; }

    /// <summary>What the newest tick that the server has shown runs with: the values in this build's code until the server sent others.</summary>
    public ContentSet Content => _content.At(World?.Newest ?? Tick.None);

    /// <summary>The player's own entities, predicted; null until seated, when <see cref="GameClientOptions.Predicts"/> names no game, or when the server declares the game otherwise.</summary>
    public Prediction? Prediction { get; private set; }

    /// <summary>Everything else, smoothly between what the server said; null until seated, or when <see cref="GameClientOptions.Interpolates"/> is off.</summary>
    public Interpolation? Interpolation { get; private set; }

    /// <summary>The seat, once seated.</summary>
    public PlayerSlot Player { get; private set; }

    /// <summary>The room, once seated.</summary>
    public RoomId Room { get; private set; }

    /// <summary>The room's seats, once seated.</summary>
    public int PlayerCapacity { get; private set; }

    /// <summary>The room's ticks per second, once seated.</summary>
    public int TickRateHz { get; private set; }

    /// <summary>Counts since the start.</summary>
    public ref readonly ClientStatistics Statistics => ref _statistics;

    /// <summary>Datagrams, bytes and drops of this client's connection.</summary>
    public TransportCounters Traffic => _transport.Counters;

    /// <summary>Round trip to the server in milliseconds, smoothed; 0 before the first measurement.</summary>
    public int RttMs => _peer.IsNone ? 0 : _transport.RttMsOf(_peer);

    /// <summary>
    /// Time from the moment at which the newest tick shown was due on the server to the last call of <see cref="Receive"/>: while it is less than a tick, there is nothing newer to receive.
    /// <see cref="long.MaxValue"/> before anything was shown.
    /// </summary>
    public long ViewAgeNs => World is { } world && !world.Newest.IsNone ? AgeNs(world.Newest) : long.MaxValue;

    /// <summary>How good the connection is right now.</summary>
    public ClientQuality Quality
    {
        get
        {
            _timeline?.Measure();
            InputClock inputClock = _inputs.Clock;
            return new ClientQuality
            {
                RttMs = RttMs,
                LossFraction = _gaps.LossFraction,
                JitterMs = (double)(_timeline?.JitterNs ?? 0) / Timestamp.NanosecondsPerMillisecond,
                SnapshotAgeMs = (double)_ageNs / Timestamp.NanosecondsPerMillisecond,
                InputBufferTicks = inputClock.LeadTicks,
                InputBufferTargetTicks = IsSeated ? inputClock.TargetTicks : 0,
                InterpolationMs = Interpolation is { } shown ? shown.DelayTicks * 1000 / TickRateHz : 0,
                Mispredictions = Prediction?.Mispredictions ?? 0,
                CorrectionUnits = Prediction?.LastCorrection ?? 0,
            };
        }
    }

    /// <summary>When <see cref="Poll"/> has something to do even if nothing arrives, in monotonic nanoseconds.</summary>
    public long NextInputNs => IsSeated ? _inputs.Clock.NextNs : long.MaxValue;

    /// <summary>Starts connecting.</summary>
    public void Connect(in Endpoint server, Timestamp now)
    {
        Check.That(State == ClientState.Idle);
        State = ClientState.Connecting;
        _where.Begin(server);
        Ask(now);
        _transport.Flush(now, this);
    }

    /// <summary>Reads what arrived, samples and sends the inputs that are due, keeps the connection alive.</summary>
    public void Poll(Timestamp now)
    {
        Receive(now);
        Respond(now);
    }

    /// <summary>The first half of <see cref="Poll"/>: reads what arrived. Who polls thousands does it for a few of them in turn, so that the code for it stays in the processor's cache.</summary>
    public void Receive(Timestamp now)
    {
        _now = now;
        _transport.Receive(now, this);
    }

    /// <summary>The second half of <see cref="Poll"/>: samples and sends the inputs that are due, and keeps the connection alive.</summary>
    public void Respond(Timestamp now)
    {
        _now = now;
        if (State == ClientState.Resuming && _peer.IsNone && now.Nanoseconds >= _reconnector.NextNs) Ask(now);
        if (State == ClientState.Playing && SilentNs > _interruptedAfterNs) Interrupt();
        if (State is ClientState.Playing or ClientState.Interrupted && now.Nanoseconds >= _probeNs) Probe();
        if (IsSeated && _inputs.Clock.IsDue(now)) SendInputs(now);
        if (IsSeated && _commands.IsDue(now.Nanoseconds)) _commands.Send(_transport, _peer);
        _transport.Flush(now, this);
    }

    /// <summary>
    /// Moves <see cref="Prediction"/> and <see cref="Interpolation"/> to what a frame drawn now shows. The controls as they are at this moment are seen in this very frame, though
    /// they are sent only with the next tick.
    /// </summary>
    /// <param name="now">Time of the frame.</param>
    /// <param name="controls">The input's quantised fields as the game would sample them now; empty for those of the last tick.</param>
    public void Show(Timestamp now, ReadOnlySpan<int> controls)
    {
        if (!IsSeated) return;
        Interpolation?.Show(now.Nanoseconds);
        InputClock clock = _inputs.Clock;
        double length = Math.Max(1, clock.NextNs - clock.PreviousNs);
        double fraction = (now.Nanoseconds - clock.PreviousNs) / length;
        Prediction?.Show((float)Math.Clamp(fraction, 0, 1), controls.IsEmpty ? _inputs.Newest : controls, now.Nanoseconds);
    }

    /// <summary>
    /// Gives the server a command that must happen once and not be lost: it is kept, and sent again after every loss of the connection, until
    /// <see cref="IClientGame.CommandAnswered"/> has told of its end. Inputs, of which the next one makes up for a lost one, are the wrong thing for that.
    /// </summary>
    /// <param name="command">The game's own bytes, at most <see cref="Limits.CommandBytes"/>.</param>
    /// <param name="number">The command's number, from 1 on; 0 when it was not taken.</param>
    /// <returns>False when there is no seat yet, the client is closed, or as many commands wait as may.</returns>
    /// <exception cref="ArgumentException">The command is too long.</exception>
    public bool TrySend(ReadOnlySpan<byte> command, out uint number)
    {
        if (command.Length > Limits.CommandBytes) throw new ArgumentException($"The command has {command.Length} bytes; {Limits.CommandBytes} are possible.", nameof(command));
        number = 0;
        if (SessionCount == 0 || State == ClientState.Closed || !_commands.TryAdd(command, out number)) return false;
        _statistics.CommandsSent++;
        return true;
    }

    /// <summary>How many steps <see cref="Prefetch"/> has.</summary>
    public const int PrefetchSteps = 5;

    /// <summary>
    /// Fetches what <see cref="Poll"/> needs; see <see cref="CacheLine"/>. A game with one client has no use for it. Who polls thousands calls it for a few of them in turn with step 0, then for
    /// the same with step 1, and so on; then polls those. Changes nothing.
    /// </summary>
    /// <param name="client">Not looked at in step 0.</param>
    /// <param name="step">0 up to <see cref="PrefetchSteps"/>.</param>
    public static void Prefetch(GameClient client, int step)
    {
        if (step == 0) CacheLine.FetchObject(client, HeadBytes);
        else client.PrefetchParts(step);
    }

    /// <summary>What a tick runs with, as far as the server has said; for ticks ahead of what it has shown, too.</summary>
    public ContentSet ContentAt(Tick tick) => _content.At(tick);

    /// <summary>Says goodbye; a few more calls of <see cref="Poll"/> see it through.</summary>
    public void Leave()
    {
        if (State is ClientState.Idle or ClientState.Closed) return;
        _transport.Disconnect(_peer, default);
        Close(ClientCloseReason.Left, ErrorCode.None, "");
    }

    void ITransportHandler.Connected(PeerId peer)
    {
        if (State is not (ClientState.Connecting or ClientState.Resuming)) return;
        _askedAt = _now;
        _negotiation = new SchemaNegotiation(Schema, _options.SchemaCache);
        _asksForOwnSeat = Ticket is not null && SessionCount > 0;
        JoinRequest request = _negotiation.Ask(_where.Room, _options.PlayerName, _options.PlayerId) with { Content = _content.HeldVersion };
        if (Ticket is { } ticket) request = request with { RoomId = ticket.Room.Value, PlayerId = ticket.PlayerId, ResumeToken = ticket.Token, HoldsView = _asksForOwnSeat };
        _transport.Send(peer, _message.AsSpan(0, request.Write(_message)), DeliveryMethod.ReliableOrdered);
    }

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
    {
        if (State == ClientState.Closed) return;
        string text = Encoding.UTF8.GetString(data);
        if (!_gaveSeatUp) LastError = ClientErrors.CodeOf(reason, text);   // else it was told why already
        if (!TryResume()) Close(ClientErrors.CloseReasonOf(reason), LastError, text);
        else if (_where.TakeSent() || reason == DisconnectReason.PeerNotFound) _reconnector.Hurry(_now.Nanoseconds);
    }

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        if (State == ClientState.Closed) return;
        if (method == DeliveryMethod.ReliableOrdered) TakeControl(message);
        else if (IsSeated) TakeSnapshot(message);
    }

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Reject(default);

    private void PrefetchParts(int step)
    {
        if (step == 1)
        {
            CacheLine.FetchObject(_transport, LiteNetTransport.ObjectBytes);
            CacheLine.FetchObject(_inputs, InputStream.ObjectBytes);
            CacheLine.FetchObject(_reader, SnapshotReader.ObjectBytes);
            CacheLine.FetchObject(_timeline, SnapshotTimeline.ObjectBytes);
            CacheLine.FetchObject(_commands, CommandOutbox.ObjectBytes);
            CacheLine.FetchObject(World, ReplicatedWorld.ObjectBytes);
            CacheLine.Fetch(_message, 0);
            return;
        }

        _transport.Prefetch(step - 2);
        _reader?.Prefetch(step - 2);
        if (step == 2) _timeline?.Prefetch();
        if (step < 4) _inputs.Prefetch(step - 2);
    }

    private long SilentNs => _now.Nanoseconds - (_timeline?.ArrivedNs ?? _now.Nanoseconds);

    private void Ask(Timestamp now)
    {
        _peer = _transport.Connect(_where.Server, LibraryString.Write(_options.ConnectKey), now);
        if (_peer.IsNone && State == ClientState.Resuming) TryResume();
    }

    private void Interrupt()
    {
        _lostNs = _now.Nanoseconds;
        State = ClientState.Interrupted;
        _statistics.Interruptions++;
    }

    // A server that was restarted knows nothing of this connection, and says so when it is asked: the way back to the seat begins then, and not when the silence has lasted long enough.
    private void Probe()
    {
        if (SilentNs < Math.Max(ProbeAfterNs, ProbeAfterTicks * Timestamp.NanosecondsPerSecond / TickRateHz)) return;
        _transport.Probe(_peer);
        _probeNs = _now.Nanoseconds + ProbePeriodNs;
    }

    // Only who had a seat comes back: a first connection that fails is the player's business.
    private bool TryResume()
    {
        if (!IsSeated && !_gaveSeatUp && State != ClientState.Resuming) return false;
        _gaveSeatUp = false;
        _peer = PeerId.None;
        if (State is not (ClientState.Resuming or ClientState.Interrupted)) _lostNs = _now.Nanoseconds;
        if (State != ClientState.Resuming) _reconnector.Start();
        State = ClientState.Resuming;
        return _reconnector.Schedule(_now.Nanoseconds);
    }

    // The server has closed, or is about to close, this connection: the next one asks for another seat.
    private void GiveSeatUp()
    {
        Ticket = null;
        _gaveSeatUp = true;
    }

    private void LoseSeat()
    {
        GiveSeatUp();
        _statistics.ResumesRefused++;
    }

    private void TakeControl(ReadOnlySpan<byte> message)
    {
        if (!IsSeated && Welcome.TryRead(message, out Welcome welcome)) TakeSeat(welcome);
        else if (!IsSeated && _negotiation.TryTake(message)) return;
        else if (_commands.TryTake(message, _answered) || _commands.TryTakeRefusal(message, _now.Nanoseconds)) return;
        else if (Refusal.TryRead(message, out Refusal refusal)) TakeRefusal(refusal);
        else if (Farewell.TryRead(message, out Farewell farewell)) TakeFarewell(farewell);
        else if (ClockMessage.TryRead(message, out ClockMessage clock)) MoveClock(clock);
        else if (Notice.TryRead(message, out Notice notice)) _game.NoticeReceived(this, notice);
        else if (_reader is not null && _reader.TryTakeCodebook(message)) return;
        else if (ContentMessage.TryRead(message, out Tick from, out ulong held, out ulong version, out ReadOnlySpan<byte> body)) TakeContent(version, _content.Take(from, held, version, body));
        else LeaveUnread(ErrorCode.MessageUnreadable, "a control message could not be read");
    }

    private void TakeContent(ulong version, ContentOutcome outcome)
    {
        _statistics.NoteContent(outcome);
        _transport.Send(_peer, _message.AsSpan(0, new ContentReport(version, outcome).Write(_message)), DeliveryMethod.ReliableOrdered);
        if (outcome != ContentOutcome.Taken) return;
        (Tick from, ContentSet content) = _content.Newest;
        Prediction?.ContentChanged(from);
        _game.ContentChanged(this, content, from);
    }

    private void TakeRefusal(in Refusal refusal)
    {
        LastError = refusal.Reason.Code();
        bool wasForToken = Ticket is not null && refusal.Reason is >= RefusalReason.TokenInvalid and <= RefusalReason.SessionEnded;
        if (wasForToken) LoseSeat();
        else if (_where.TryFollow(refusal.GoTo)) GiveSeatUp();
        else Close(refusal.Reason == RefusalReason.Banned ? ClientCloseReason.Banned : ClientCloseReason.JoinRefused, LastError, $"{refusal.Reason}: {refusal.Text}");
    }

    private void TakeFarewell(in Farewell farewell)
    {
        LastError = farewell.Reason.Code();
        if (farewell.Reason == FarewellReason.SessionEnded) LoseSeat();
        else if (_where.TryFollow(farewell.GoTo)) GiveSeatUp();
        else Close(ClientErrors.CloseReasonOf(farewell.Reason), LastError, $"{farewell.Reason}: {farewell.Text}");
    }

    // Reliable messages come once: one that cannot be read leaves this end waiting for ever, so it ends the connection, and the game may connect anew.
    private void LeaveUnread(ErrorCode error, string text)
    {
        _statistics.Malformed++;
        _transport.Disconnect(_peer, default);
        Close(ClientCloseReason.ProtocolError, error, text);
    }

    private void TakeSeat(in Welcome welcome)
    {
        if (!_negotiation.TryResolve(welcome.SchemaHash, out _mapping))
        {
            LeaveUnread(ErrorCode.ServerSchemaUnreadable, $"the server's schema {welcome.SchemaHash:x16} could not be read");
            return;
        }

        bool isOwnSeat = _asksForOwnSeat && welcome.Start != SessionStart.New;
        bool keepsView = isOwnSeat && welcome.Start == SessionStart.SameView && _reader is not null;
        if (isOwnSeat) ResumeSession(keepsView);
        else BeginSession(welcome);
        State = ClientState.Syncing;
        _where.Arrived();
        Room = new RoomId(welcome.RoomId);
        Player = welcome.Player;
        PlayerCapacity = welcome.PlayerCapacity;
        TickRateHz = welcome.TickRateHz;
        PlayerId = welcome.PlayerId;
        Ticket = welcome.ResumeToken is { } token ? new ResumeTicket(welcome.PlayerId, welcome.RoomId, token) : null;
        if (keepsView) _timeline!.Forget();
        else EmptyView(welcome);
        Prediction = null;
        if (_options.Predicts is { } game && _mapping is null) Prediction = new Prediction(game, World!, TickRateHz, PlayerCapacity, _content);
        _roomClock.Set(welcome.Tick, welcome.TickUtcTicks);
        double rttNs = Math.Max(RttMs * (double)Timestamp.NanosecondsPerMillisecond, _now.Since(_askedAt));
        _inputs.Start(_mapping, welcome.Tick, rttNs, _now);
    }

    private void ResumeSession(bool keepsView)
    {
        _commands.Resume();
        _statistics.NoteResume(_now.Nanoseconds - _lostNs, keepsView);
    }

    private void BeginSession(in Welcome welcome)
    {
        SessionCount++;
        _content.Begin();
        LoseCommands();
        _commands.Begin(welcome.CommandsTaken);
    }

    private void EmptyView(in Welcome welcome)
    {
        World = _mapping is null ? new ReplicatedWorld(Schema, welcome.EntityCapacity) : new ReplicatedWorld(_mapping, welcome.EntityCapacity);
        _reader = new SnapshotReader(World, _scratch);
        _reader.StartAt(welcome.Tick, TickRateHz);
        _timeline = new SnapshotTimeline(TickRateHz, _options.InterpolationPercentile);
        if (_options.Interpolates) Interpolation = new Interpolation(World, _timeline, TickRateHz, _options.ExtrapolationMs);
        _gaps.Restart();
    }

    private void RaiseApplied(uint command, CommandResult result)
    {
        _statistics.CommandsApplied++;
        _game.CommandAnswered(this, new CommandAnswer(command, CommandFate.Applied, result));
    }

    private void LoseCommands()
    {
        while (_commands.TryLose(out uint command))
        {
            _statistics.CommandsLost++;
            _game.CommandAnswered(this, new CommandAnswer(command, CommandFate.Lost, default));
        }
    }

    private void TakeSnapshot(ReadOnlySpan<byte> message)
    {
        SnapshotResult result = _reader!.Read(message, out SnapshotInfo info);
        _statistics.Note(result, info);
        if (result == SnapshotResult.Applied && info.HashScope != HashScope.None && !info.HashMatched) LastError = ErrorCode.HashMismatch;
        if (result == SnapshotResult.Applied) Take(info);
    }

    private void Take(in SnapshotInfo info)
    {
        int lostPackets = _gaps.Note(_reader!.Acks.Newest);
        _statistics.SnapshotsLost += lostPackets;
        if (info.HashScope != HashScope.None && !info.HashMatched) LastError = ErrorCode.HashMismatch;
        _ageNs = AgeNs(info.Tick);
        _timeline!.Note(info.Tick, Math.Max(0, lostPackets), _now.Nanoseconds);
        _inputs.Take(info, _now);
        Interpolation?.Take(info.Tick);
        Prediction?.Reconcile();
        if (State == ClientState.Interrupted || (State == ClientState.Syncing && _inputs.Clock.HasReport)) State = ClientState.Playing;
        _game.SnapshotApplied(this, new SnapshotArrival(info, _ageNs, InputToEffectNs(info)));
    }

    private long AgeNs(Tick tick)
    {
        long offsetTicks = _sharesServerClock ? 0 : _transport.RemoteUtcOffsetTicks(_peer);
        return _roomClock.AgeNs(tick, TickRateHz, _now.UtcTicks + offsetTicks);
    }

    private long InputToEffectNs(in SnapshotInfo info)
    {
        return info.InputFresh && _inputs.TrySampledNs(info.Tick, out long sampledNs) ? _now.Nanoseconds - sampledNs : -1;
    }

    private void SendInputs(Timestamp now)
    {
        _statistics.InputsSampled += _inputs.Sample(now);
        int length = _inputs.Write(_message, _reader!);
        _transport.Send(_peer, _message.AsSpan(0, length), DeliveryMethod.Unreliable);
    }

    private void MoveClock(in ClockMessage clock)
    {
        _roomClock.Set(clock.Tick, clock.TickUtcTicks);
        _inputs.Clock.Forget();
        _timeline?.Forget();
    }

    private void Close(ClientCloseReason reason, ErrorCode error, string text)
    {
        State = ClientState.Closed;
        LastError = error;
        CloseReason = reason;
        CloseText = text;
        LoseCommands();
    }
}
