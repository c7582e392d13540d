using System;
using System.Linq;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>
/// One shard as a function of time: one socket, its connections, its sessions and its rooms. Read <see cref="Step"/> first; the other files are its lines, spelled out.
/// No lock, no allocation once warm, no clock of its own, no call into another shard.
/// </summary>
public sealed class Shard
{
    private const long StatusPeriodNs = 100 * Timestamp.NanosecondsPerMillisecond;
    private const long WindowNs = Timestamp.NanosecondsPerSecond;

    private readonly LiteNetTransport _transport;
    private readonly RoomTable _rooms;
    private readonly SessionTable _sessions;
    private readonly Outbound _outbound;
    private readonly ShardJournal? _journal;
    private readonly ShardPlayers? _players;
    private readonly IStageClock _clock;
    private readonly Func<IGame> _newGame;
    private readonly ShardOptions _options;
    private readonly int _catchUpTicks;
    private readonly LatencyHistogram _tickCosts = new();
    private readonly LatencyHistogram _lateness = new();
    private ShardStatus _status;
    private StageCosts _stages;
    private RoomCounts _closedRooms;
    private Timestamp _publishedAt;
    private Timestamp _windowStart;
    private long _clientTicks;
    private long _ticks;
    private bool _isStopping;

    /// <summary>A shard that has not run yet.</summary>
    /// <param name="newGame">Makes one game per room.</param>
    /// <param name="options">Validated by the caller.</param>
    /// <param name="socket">The shard's own.</param>
    /// <param name="clock">For stage costs only.</param>
    /// <param name="start">The next tick of every room is due one period later.</param>
    /// <param name="journal">Where rooms keep what their ticks consume, and what a former process left behind; null keeps nothing.</param>
    /// <param name="players">Where rooms promise to, and logins get their profiles from; null keeps no records of players.</param>
    /// <param name="bans">Who is not let in; null for nobody.</param>
    public Shard(
        Func<IGame> newGame, ShardOptions options, IDatagramSocket socket, IStageClock clock, Timestamp start, ShardJournal? journal = null, ShardPlayers? players = null,
        BanTable? bans = null)
    {
        Check.That(options.Validate().Count == 0);
        _clock = clock;
        _newGame = newGame;
        _options = options;
        _catchUpTicks = options.CatchUpTicks;
        _transport = new LiteNetTransport(options.Transport, socket, Prng.For(options.SecretSeed, "transport"));
        _rooms = new RoomTable(newGame, options, clock, start, journal);
        _journal = journal;
        journal?.Begin(_rooms.All, options);
        _players = players;
        players?.Begin(_rooms.All);
        _sessions = new SessionTable(_transport, _rooms, options, Events, bans ?? new BanTable(), players);
        Content = new ShardContent(_rooms);
        LateTicks = new LateTicks(clock);
        foreach (Room room in _rooms.All) _sessions.AdoptSeats(room);   // of a former process; none in a room that begins now
        foreach (RoomId closing in options.ClosingRooms)
        {
            if (_rooms.TryFind(closing.Value, out Room? room)) _sessions.GoOnClosing(room, start);
        }

        _outbound = new Outbound(_transport, _sessions);
        _publishedAt = start;
        _windowStart = start;
    }

    /// <summary>Requests from other threads.</summary>
    public CommandQueue Commands { get; } = new(64);

    /// <summary>What the rooms play by.</summary>
    public ShardContent Content { get; }

    /// <summary>What happened to players, for one other thread to read.</summary>
    public SessionEvents Events { get; } = new();

    /// <summary>The last ticks that were late, and why.</summary>
    public LateTicks LateTicks { get; }

    /// <summary>What other threads may see.</summary>
    public StatusBoard Status { get; } = new();

    /// <summary>Where bits and time go, while asked.</summary>
    public AttributionBoard Attribution { get; } = new();

    public RoomTable Rooms => _rooms;

    public SessionTable Sessions => _sessions;

    public LiteNetTransport Transport => _transport;

    /// <summary>True once every room has run a tick after <see cref="StopRequest"/>: its game has heard who is gone, and promised what there was left to promise.</summary>
    public bool IsSettled => _isStopping && _rooms.All.ToArray().All(room => room.Tick > room.StopsAfter);

    /// <summary>When the next tick is due; between two ticks <see cref="Step"/> only serves the network.</summary>
    public long NextDueNs => _rooms.NextDueNs();

    /// <summary>Everything this shard does, once.</summary>
    public void Step(Timestamp now)
    {
        LateTicks.StepBegins(now);
        long start = _clock.Nanoseconds;
        _sessions.Receive(now);                // datagrams → packets → messages → acks, inputs, joins
        _sessions.ExpireIdle(now);
        ApplyCommands(now);                     // operators' requests land here, between ticks, and nowhere else
        Content.Step(now);                      // what rooms shall play by, some ticks from now
        _stages.ReceiveNs += _clock.Nanoseconds - start;
        foreach (Room room in _rooms.All)
        {
            if (room.Schedule.IsDue(room.Tick.Next, now)) RunTicks(room, now);
        }

        start = _clock.Nanoseconds;
        _outbound.Flush(now);                  // messages → packets → datagrams; acks, resends, timeouts
        _stages.FlushNs += _clock.Nanoseconds - start;
        if (_journal is not null) OfferToJournal(_journal);   // what the ticks consumed → write-behind; what became durable
        _players?.Offer();                     // what durable ticks promised to players → their records
        if (!_isStopping) RetireClosed();
        if (now.Since(_publishedAt) >= StatusPeriodNs) PublishStatus(now);
        Attribution.Publish(_rooms, now);
        LateTicks.StepEnded(NextDueNs, _stages);
    }

    /// <summary>
    /// Makes a room that <see cref="OpenRoomRequest"/> lets players into, with all its memory. From any thread but the shard's, for which it would take far too long.
    /// </summary>
    /// <param name="id">A number that no room of the node has had.</param>
    public PreparedRoom Prepare(RoomId id)
    {
        Room room = new(id, RoomTable.NewRoom(id, _newGame(), _options), _options, _clock, default);
        return new PreparedRoom(room, _journal?.Prepare(room, _options), _players?.Prepare(room));
    }

    /// <summary>Offers to the records of players whatever has become durable since the last step, for a host whose shard has stopped.</summary>
    /// <returns>False when some found no room, or are not durable: they are in the rooms' last state.</returns>
    public bool FinishOffers()
    {
        _journal?.Offer();
        _players?.Offer();
        return _players is null || _players.IsAllOffered;
    }

    /// <summary>Says goodbye to everyone. With a journal the next process has the seats, and players may come back to them, unless they are sent elsewhere.</summary>
    internal void Stop(in Redirect goTo)
    {
        _isStopping = true;
        foreach (Room room in _rooms.All) room.StopsAfter = room.Tick;
        const string Text = "the server is stopping";
        Farewell farewell = new(goTo.IsNowhere ? FarewellReason.ServerStopping : FarewellReason.Draining, Text, goTo);
        if (_journal is null || !goTo.IsNowhere) _sessions.CloseAll(farewell);
        else _sessions.DetachAll(farewell);
    }

    private void ApplyCommands(Timestamp now)
    {
        while (Commands.TryTake(out ShardRequest? request)) request.Run(this, now);
    }

    internal bool TryOpen(PreparedRoom prepared, Timestamp now)
    {
        if (_isStopping) return false;
        Room room = prepared.Room;
        room.Schedule.StartAt(now, room.Tick);
        _rooms.Add(room);
        Content.AskAgain();
        if (prepared.Journal is not null) _journal!.Add(prepared.Journal);
        if (prepared.Effects is not null) _players!.Add(prepared.Effects);
        return true;
    }

    // A room whose players were sent away is gone once its game has heard of it, and all that it promised is stored.
    private void RetireClosed()
    {
        foreach (Room room in _rooms.All)
        {
            if (room.Tick <= room.StopsAfter || !room.IsClosing) continue;
            if (_players is not null && room.Simulation.Outbox.Count > 0) continue;
            if (room.Journal is not null) _journal!.Remove(room.Journal);
            _players?.Remove(room);
            _closedRooms.Add(room);
            _rooms.Remove(room);
        }
    }

    private void RunTicks(Room room, Timestamp now)
    {
        if (room.Schedule.Forgive(room.Tick.Next, now, _catchUpTicks)) _sessions.AnnounceClock(room);
        while (room.Schedule.IsDue(room.Tick.Next, now))
        {
            long start = Math.Max(now.Nanoseconds, _clock.Nanoseconds);
            LateTicks.TickBegins(room);
            _sessions.ExpireInterrupted(room);
            room.Step();
            _sessions.SendResults(room);
            _sessions.SendContent(room);
            bool caughtUp = !room.Schedule.IsDue(room.Tick.Next, now);
            if (caughtUp) room.Publish(_outbound);
            if (room.Journal is not null) CopyCheckpoint(_journal!, room.Journal);
            long end = Math.Max(now.Nanoseconds, _clock.Nanoseconds);
            long lateNs = room.Schedule.Note(room.Tick, start, end);
            _lateness.Record(lateNs);
            _status.Lateness.Record(lateNs);
            _tickCosts.Record(end - start);
            _status.TickCosts.Record(end - start);
            LateTicks.TickEnded(room, now, start, end, _stages);
            _clientTicks += room.AttachedCount;
            _ticks++;
        }
    }

    private void CopyCheckpoint(ShardJournal journal, RoomJournal room)
    {
        long start = _clock.Nanoseconds;
        journal.TickEnded(room);
        _stages.JournalNs += _clock.Nanoseconds - start;
    }

    private void OfferToJournal(ShardJournal journal)
    {
        long start = _clock.Nanoseconds;
        journal.Offer();
        _stages.JournalNs += _clock.Nanoseconds - start;
    }

    /// <summary>One picture for other threads, ten times a second; percentiles are of the last whole second.</summary>
    private void PublishStatus(Timestamp now)
    {
        _publishedAt = now;
        if (now.Since(_windowStart) >= WindowNs) CloseWindow(now);
        _status.RoomCount = _rooms.All.Length;
        _status.Tick = _rooms.All[0].Tick;
        _status.PeerCount = _sessions.Count;
        _status.PlayerCount = _sessions.PlayingCount;
        _status.TickCount = _ticks;
        _status.ClientTickCount = _clientTicks;
        CountSessions();
        _status.SessionDrops.CopyFrom(_sessions.Drops);
        CountTransport();
        CountRooms();
        if (_journal is not null) CountJournal(_journal);
        if (_players is not null) CountPlayers(_players);
        _status.Stages = _stages;
        Status.Publish(_status);
    }

    private void CountJournal(ShardJournal journal)
    {
        journal.Count();
        _status.JournalLagNs = journal.LagNs;
        _status.JournalBytes = journal.Queue.AppendedBytes;
        _status.JournalWaitingBytes = journal.Queue.WaitingBytes;
        _status.JournalGapCount = journal.GapCount;
        _status.JournalGapRooms = journal.GapRoomCount;
    }

    private void CountPlayers(ShardPlayers players)
    {
        players.Count();
        _status.OutboxCount = players.OutboxCount;
        _status.OutboxFill = players.OutboxFill;
        _status.PromisesRefused = players.RefusedCount;
        _status.LoginsWaiting = _sessions.LoginsWaiting;
        _status.ProfilesMissing = _sessions.Counts.ProfilesMissing;
    }

    private void CloseWindow(Timestamp now)
    {
        _windowStart = now;
        _status.TickCostP50Ns = _tickCosts.Quantile(0.5);
        _status.TickCostP99Ns = _tickCosts.Quantile(0.99);
        _status.TickCostMaxNs = _tickCosts.Max;
        _status.LatenessP99Ns = _lateness.Quantile(0.99);
        _status.LatenessMaxNs = _lateness.Max;
        _tickCosts.Clear();
        _lateness.Clear();
    }

    private void CountSessions()
    {
        SessionCounts counts = _sessions.Counts;
        _status.InterruptedCount = _sessions.InterruptedCount;
        _status.JoinsRefused = counts.Refused;
        _status.Interruptions = counts.Interruptions;
        _status.Resumes = counts.Resumes;
        _status.ResumesRefused = counts.ResumesRefused;
        _status.TakeOvers = counts.TakeOvers;
        _status.GracesExpired = counts.GracesExpired;
        _status.CommandCount = counts.Commands;
        _status.EventsWaiting = Events.WaitingCount;
        _status.EventsDropped = Events.DroppedCount;
    }

    private void CountTransport()
    {
        TransportCounters counters = _transport.Counters;
        _status.DatagramsIn = counters.DatagramsIn;
        _status.DatagramsOut = counters.DatagramsOut;
        _status.BytesIn = counters.BytesIn;
        _status.BytesOut = counters.BytesOut;
        _status.PacketsIn = counters.PacketsIn;
        _status.PacketsOut = counters.PacketsOut;
        _status.MessagesIn = counters.MessagesIn;
        _status.MessagesOut = counters.MessagesOut;
        _status.Resends = counters.Resends;
        _status.Duplicates = counters.Duplicates;
        _status.Disconnects = counters.Disconnects;
        _status.ConnectsAccepted = counters.ConnectsAccepted;
        _status.ConnectsRejected = counters.ConnectsRejected;
        _status.ConnectsChallenged = counters.Challenges;
        _status.TransportDrops.CopyFrom(counters.Drops);
    }

    private void CountRooms()
    {
        RoomCounts counts = _closedRooms;
        _status.EntityCount = 0;
        _status.RewindTicksP50 = 0;
        _status.RewindTicksP99 = 0;
        foreach (Room room in _rooms.All)
        {
            counts.Add(room);
            _status.EntityCount += room.EntityCount;
            CountRewinds(room.World.Rewind);
        }

        counts.CopyTo(ref _status, ref _stages);
    }

    // Of several rooms the worst is shown: a mean would hide it.
    private void CountRewinds(Rewind rewind)
    {
        const double Units = Replication.InputPacket.ViewAgeUnits;
        _status.RewindTicksP50 = Math.Max(_status.RewindTicksP50, rewind.Sixteenths.Quantile(0.5) / Units);
        _status.RewindTicksP99 = Math.Max(_status.RewindTicksP99, rewind.Sixteenths.Quantile(0.99) / Units);
    }
}
