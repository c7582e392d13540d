using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>One world with its players: a timetable, the simulation, and the way its state reaches the clients.</summary>
public sealed class Room
{
    private readonly RoomSimulation _simulation;
    private readonly RoomReplication _replication;
    private readonly IStageClock _clock;
    private readonly ShardOptions _options;
    private readonly Session[] _sessions;   // in seat order of arrival; dense
    private readonly List<Session> _awaiting;   // results of commands
    private int _sessionCount;

    /// <param name="id">Its number.</param>
    /// <param name="simulation">The room as a former process left it, or new.</param>
    /// <param name="options">The shard's.</param>
    /// <param name="clock">For stage costs only.</param>
    /// <param name="start">The next tick is due one period later.</param>
    internal Room(RoomId id, RoomSimulation simulation, ShardOptions options, IStageClock clock, Timestamp start)
    {
        Id = id;
        Schema = simulation.World.Schema;
        _options = options;
        _clock = clock;
        Seed = simulation.Seed;
        _simulation = simulation;
        _replication = new RoomReplication(_simulation, options.Replication, options.TickRateHz, clock);
        _sessions = new Session[options.PlayersPerRoom];
        _awaiting = new List<Session>(options.PlayersPerRoom);
        Content = new RoomContent(this);
        Schedule = new TickSchedule(options.TickRateHz, start, simulation.Tick);
    }

    public RoomId Id { get; }

    public GameSchema Schema { get; }

    /// <summary>Where the room's randomness starts; with its log, all that its state follows from.</summary>
    public ulong Seed { get; }

    public TickSchedule Schedule { get; }

    /// <summary>The last tick finished.</summary>
    public Tick Tick => _simulation.Tick;

    /// <summary>The last tick that a crash can no longer undo; effects that were promised to players are told to them up to here. Without a journal nothing is kept, and it is <see cref="Tick"/>.</summary>
    public Tick DurableTick => DurableUpTo ?? Tick;

    /// <summary>What the journal has made durable of this room; null when there is none.</summary>
    internal Tick? DurableUpTo { get; set; }

    public int TickRateHz => _options.TickRateHz;

    public int EntityCapacity => _options.EntitiesPerRoom;

    public int PlayerCapacity => _options.PlayersPerRoom;

    public int EntityCount => _simulation.World.EntityCount;

    /// <summary>Shared pages that clients in a crowd were sent since the start, counted for each client.</summary>
    public long FlockPageCount => _replication.PageCount;

    /// <summary>Whether its players were sent away, and it only goes on for what it owes them.</summary>
    public bool IsClosing => StopsAfter is not null;

    /// <summary>The tick after which the game has not heard yet who was sent away; null while nobody was.</summary>
    internal Tick? StopsAfter { get; set; }

    /// <summary>Whether there is a seat that nobody has and that is kept for nobody.</summary>
    public bool HasFreeSeat => _sessionCount + ReservedSeats < _sessions.Length;

    /// <summary>Seats kept for players who are on the way.</summary>
    internal int ReservedSeats { get; set; }

    /// <summary>Entities of one kind.</summary>
    public int CountOf(EntityKind kind) => World.Slots(kind).Length;

    /// <summary>Hash of the room's state after its last tick.</summary>
    public ulong StateHash => _simulation.StateHash;

    /// <summary>Sessions whose players are connected.</summary>
    public int AttachedCount { get; private set; }

    /// <summary>Sessions whose players were lost, and not heard of since.</summary>
    public int InterruptedCount { get; private set; }

    /// <summary>Everyone seated, connected or not.</summary>
    public ReadOnlySpan<Session> Sessions => _sessions.AsSpan(0, _sessionCount);

    /// <summary>How far back players' actions were judged, in sixteenths of a tick.</summary>
    public LatencyHistogram Rewinds => World.Rewind.Sixteenths;

    /// <summary>Ticks of the room in a time.</summary>
    internal double TicksOf(double milliseconds) => milliseconds * TickRateHz / 1000;

    /// <summary>The room's part of the shard's journal, if there is one.</summary>
    internal RoomJournal? Journal { get; set; }

    /// <summary>What the room plays by, and who was told.</summary>
    internal RoomContent Content { get; }

    /// <summary>The version of content of the last tick; 0 in games without content.</summary>
    public ulong ContentVersion => Content.Active;

    /// <summary>The version that the room plays by or will in a moment; 0 in games without content.</summary>
    public ulong ContentAnnounced => Content.Announced;

    internal RoomSimulation Simulation => _simulation;

    internal World World => _simulation.World;

    internal History History => _simulation.History;

    internal RoomReplication Replication => _replication;

    /// <summary>Nanoseconds spent in the game's own code and in the state ring since the start.</summary>
    internal long SimulationNs { get; private set; }

    /// <summary>What the room's own stages have cost since the start.</summary>
    internal StageCosts Costs => new() { SimulateNs = SimulationNs, GridNs = _replication.Costs.GridNs, InterestNs = _replication.Costs.InterestNs, WriteNs = _replication.Costs.WriteNs };

    /// <summary>
    /// Quantised fields of whatever lives in a slot, as they were at a tick: for tools and simulated runs that compare a client's view with the truth.
    /// </summary>
    /// <returns>False when the history does not reach back that far, or nothing lives there now.</returns>
    public bool TryReadPast(ushort slot, Tick tick, Span<int> row)
    {
        if (!World.IsAlive(slot) || !History.Holds(tick) || tick < World.SpawnTickOf(slot)) return false;
        History.ReadRow(tick, World.KindOf(slot), slot, row);
        return true;
    }

    /// <summary>Tells a recorder from tick 1 on what each tick consumes; to be called before the first <see cref="Shard.Step"/>.</summary>
    public void RecordTo(IRoomRecorder recorder) => _simulation.RecordTo(recorder);

    /// <summary>Gives a player a seat; <see cref="Attach"/> comes next.</summary>
    internal bool TrySeat(in PlayerIdentity identity, [NotNullWhen(true)] out Session? session)
    {
        session = null;
        if (!HasFreeSeat || _simulation.Join(identity) is not { } player) return false;
        session = Add(player);
        return true;
    }

    /// <summary>Gives a session a connection. One that was interrupted is so until something is heard of its player.</summary>
    /// <param name="session">Not attached.</param>
    /// <param name="peer">The connection.</param>
    /// <param name="request">What the client still has, and what it can read.</param>
    internal SessionStart Attach(Session session, PeerId peer, in JoinRequest request)
    {
        Check.That(!session.IsAttached);
        bool isNew = !_simulation.IsInterrupted(session.Player);
        bool goesOn = request.HoldsView && session.Viewer is { } shown && _replication.CanResume(shown);
        session.Peer = peer;
        session.State = isNew ? SessionState.Playing : SessionState.Returning;
        AttachedCount++;
        if (goesOn) _replication.ResumeViewer(session.Viewer!);
        else session.Viewer = _replication.AddViewer(session.Player, peer.Index, (request.Coders & JoinRequest.DenseCoder) != 0);
        session.Viewer!.Tag = peer.Index;
        session.ReadsNotices = (request.Coders & JoinRequest.Notices) != 0;
        session.NoteArrival(Tick.None, 0);
        Content.Attach(session, request.Content);
        AwaitResults(session);
        return isNew ? SessionStart.New : goesOn ? SessionStart.SameView : SessionStart.FreshView;
    }

    /// <summary>Takes a session's connection away; the seat is kept.</summary>
    internal void Detach(Session session)
    {
        Check.That(session.IsAttached);
        AttachedCount--;
        session.Peer = PeerId.None;
        session.State = SessionState.Interrupted;
        _replication.RemoveViewer(session.Viewer!);
        if (_simulation.IsInterrupted(session.Player)) return;
        _simulation.Interrupt(session.Player);
        InterruptedCount++;
    }

    /// <summary>A player who was lost has been heard again, and so holds the token that was given last.</summary>
    internal void Return(Session session)
    {
        Check.That(session.State == SessionState.Returning);
        session.State = SessionState.Playing;
        _simulation.Return(session.Player, session.IssuedGeneration);
        InterruptedCount--;
    }

    /// <summary>Gives a seat up.</summary>
    internal void Unseat(Session session)
    {
        int index = Array.IndexOf(_sessions, session, 0, _sessionCount);
        Check.That(index >= 0);
        Array.Copy(_sessions, index + 1, _sessions, index, --_sessionCount - index);
        _sessions[_sessionCount] = null!;
        if (session.IsAttached)
        {
            AttachedCount--;
            _replication.RemoveViewer(session.Viewer!);
        }

        if (_simulation.IsInterrupted(session.Player)) InterruptedCount--;
        if (session.AwaitsResults) _awaiting.Remove(session);
        session.Peer = PeerId.None;
        session.State = SessionState.Ended;
        _simulation.Leave(session.Player);
    }

    /// <summary>Makes a session of each seat that a restored simulation holds; their players are lost from now on.</summary>
    internal void AdoptSeats()
    {
        Check.That(_sessionCount == 0);
        for (int i = 0; i < PlayerCapacity; i++)
        {
            PlayerSlot player = new((ushort)i);
            if (!_simulation.IsTaken(player)) continue;
            Session session = Add(player);
            session.LastAnswered = CommandsTaken(session);
            if (!_simulation.IsInterrupted(player)) _simulation.Interrupt(player);
            InterruptedCount++;
        }
    }

    /// <summary>Ticks since a session's player was lost; 0 while present.</summary>
    internal int InterruptedTicks(Session session)
    {
        Tick since = _simulation.InterruptedSince(session.Player);
        return since.IsNone ? 0 : Tick.Next - since;
    }

    /// <summary>The oldest resume token that counts for a session.</summary>
    internal uint TokenGenerationOf(Session session) => _simulation.TokenGenerationOf(session.Player);

    /// <summary>Number of a session's last command that was taken; 0 before the first.</summary>
    internal uint CommandsTaken(Session session) => _simulation.CommandsOf(session.Player)?.LastQueued ?? 0;

    /// <summary>Takes a command for the next tick. What was taken before has its result sent once more.</summary>
    internal CommandOffer Offer(Session session, uint sequence, ReadOnlySpan<byte> command)
    {
        bool isNext = sequence == CommandsTaken(session) + 1;
        if (isNext && sequence - session.LastAnswered > Limits.CommandsInFlight) return CommandOffer.Full;   // its result would push one out that may still be asked for
        CommandOffer offer = _simulation.OfferCommand(session.Player, sequence, command);
        SeatCommands commands = _simulation.CommandsOf(session.Player)!;
        if (offer == CommandOffer.Duplicate && commands.HoldsResult(sequence)) session.LastAnswered = Math.Min(session.LastAnswered, sequence - 1);
        AwaitResults(session);
        return offer;
    }

    /// <summary>Sends the results of commands that were applied in a durable tick.</summary>
    internal void SendResults(ControlSender sender)
    {
        Tick durable = Mutations.Has(Mutation.AnswerTooEarly) ? Tick : DurableTick;
        for (int i = _awaiting.Count - 1; i >= 0; i--)
        {
            Session session = _awaiting[i];
            if (session.IsAttached && !SendResults(session, durable, sender)) continue;
            session.AwaitsResults = false;
            _awaiting[i] = _awaiting[^1];
            _awaiting.RemoveAt(_awaiting.Count - 1);
        }
    }

    /// <summary>Exactly one input per player and tick → the game → history.</summary>
    internal void Step()
    {
        long start = _clock.Nanoseconds;
        _simulation.Step();
        SimulationNs += _clock.Nanoseconds - start;
    }

    /// <summary>Interest → priority → baseline → delta → packets, for each client.</summary>
    internal void Publish(Outbound outbound)
    {
        _replication.BeginTick();
        long dueNs = Schedule.DueAt(Tick).Nanoseconds;
        for (int i = 0; i < _sessionCount; i++)
        {
            if (i % CacheLine.ClientsAhead == 0) Prefetch(_sessions.AsSpan(i, Math.Min(CacheLine.ClientsAhead, _sessionCount - i)), outbound);
            Session session = _sessions[i];
            if (session.IsAttached) _replication.Publish(session.Viewer!, FeedbackFor(session, dueNs), outbound);
        }
    }

    private Session Add(PlayerSlot player)
    {
        Session session = new(this, player, _simulation.IdentityOf(player), _simulation.InputsOf(player));
        _sessions[_sessionCount++] = session;
        return session;
    }

    private void AwaitResults(Session session)
    {
        if (session.AwaitsResults || session.LastAnswered >= CommandsTaken(session)) return;
        session.AwaitsResults = true;
        _awaiting.Add(session);
    }

    /// <returns>True when the session waits for nothing more.</returns>
    private bool SendResults(Session session, Tick durable, ControlSender sender)
    {
        SeatCommands commands = _simulation.CommandsOf(session.Player)!;
        Span<CommandResult> results = stackalloc CommandResult[Limits.CommandsInFlight];
        int count = 0;
        for (uint next = session.LastAnswered + 1; next <= commands.LastApplied && commands.AppliedAt(next) <= durable; next++) results[count++] = commands.ResultOf(next);
        if (count > 0 && sender.Results(session.Peer, session.LastAnswered + 1, results[..count])) session.LastAnswered += (uint)count;
        return session.LastAnswered == commands.LastQueued;
    }

    private static void Prefetch(ReadOnlySpan<Session> next, Outbound outbound)
    {
        foreach (Session session in next) CacheLine.FetchObject(session, Session.ObjectBytes);
        foreach (Session session in next) outbound.Expect(session.Peer);
        for (int step = 0; step < Session.PrefetchSteps; step++)
        {
            foreach (Session session in next) session.Prefetch(step);
        }
    }

    private InputFeedback FeedbackFor(Session session, long dueNs)
    {
        bool fresh = session.Inputs.WasFresh;
        bool recovered = fresh && session.TakeMissed();
        long periodNs = Timestamp.NanosecondsPerSecond / TickRateHz;
        long waitedNs = dueNs - session.ArrivedNs;
        if (session.ArrivedStamp.IsNone || waitedNs >= periodNs) return new InputFeedback(fresh, SnapshotInfo.NoInputLead, recovered);
        return new InputFeedback(fresh, InputFeedback.Lead(session.ArrivedStamp - Tick, waitedNs * SnapshotInfo.InputLeadUnits / periodNs), recovered);
    }
}
