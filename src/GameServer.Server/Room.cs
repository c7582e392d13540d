using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>One world with its players: a timetable, the simulation, and the way its state reaches the clients.</summary>
public sealed class Room
{
    private readonly RoomSimulation _simulation;
    private readonly RoomReplication _replication;
    private readonly IStageClock _clock;
    private readonly ShardOptions _options;
    private readonly Session[] _sessions;   // in seat order of arrival; dense
    private int _sessionCount;

    internal Room(RoomId id, IGame game, ShardOptions options, IStageClock clock, Timestamp start)
    {
        Id = id;
        Schema = game.Schema;
        _options = options;
        _clock = clock;
        Seed = Prng.For(options.Seed, $"room {id}").NextULong();
        _simulation = new RoomSimulation(game, options.EntitiesPerRoom, options.PlayersPerRoom, Seed);
        _simulation.LimitRewind(options.RewindLimits);
        _replication = new RoomReplication(_simulation, options.Replication, options.TickRateHz, clock);
        _sessions = new Session[options.PlayersPerRoom];
        Schedule = new TickSchedule(options.TickRateHz, start);
    }

    public RoomId Id { get; }

    public GameSchema Schema { get; }

    /// <summary>Where the room's randomness starts; with its log, all that its state follows from.</summary>
    public ulong Seed { get; }

    public TickSchedule Schedule { get; }

    /// <summary>The last tick finished.</summary>
    public Tick Tick => _simulation.Tick;

    public int TickRateHz => _options.TickRateHz;

    public int EntityCapacity => _options.EntitiesPerRoom;

    public int PlayerCapacity => _options.PlayersPerRoom;

    public int EntityCount => _simulation.World.EntityCount;

    public bool HasFreeSeat => _sessionCount < _sessions.Length;

    /// <summary>Entities of one kind.</summary>
    public int CountOf(EntityKind kind) => World.Slots(kind).Length;

    /// <summary>Hash of the room's state after its last tick.</summary>
    public ulong StateHash => _simulation.StateHash;

    public ReadOnlySpan<Session> Sessions => _sessions.AsSpan(0, _sessionCount);

    /// <summary>How far back players' actions were judged, in sixteenths of a tick.</summary>
    public LatencyHistogram Rewinds => World.Rewind.Sixteenths;

    /// <summary>Ticks of the room in a time.</summary>
    internal double TicksOf(double milliseconds) => milliseconds * TickRateHz / 1000;

    internal World World => _simulation.World;

    internal History History => _simulation.History;

    internal RoomReplication Replication => _replication;

    /// <summary>Nanoseconds spent in the game's own code and in the state ring since the start.</summary>
    internal long SimulationNs { get; private set; }

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

    internal bool TrySeat(Session session, in JoinRequest request)
    {
        if (!HasFreeSeat || _simulation.Join(request.PlayerName) is not { } player) return false;
        _sessions[_sessionCount++] = session;
        Viewer viewer = _replication.AddViewer(player, session.Peer.Index, (request.Coders & JoinRequest.DenseCoder) != 0);
        session.Seat(this, player, request.PlayerName, viewer, _simulation.InputsOf(player));
        return true;
    }

    internal void Unseat(Session session)
    {
        int index = Array.IndexOf(_sessions, session, 0, _sessionCount);
        Check.That(index >= 0);
        Array.Copy(_sessions, index + 1, _sessions, index, --_sessionCount - index);
        _sessions[_sessionCount] = null!;
        _replication.RemoveViewer(session.Viewer!);
        _simulation.Leave(session.Player);
    }

    /// <summary>Exactly one input per player and tick → the game → history.</summary>
    internal void Step()
    {
        long start = _clock.Nanoseconds;
        _simulation.Step();
        SimulationNs += _clock.Nanoseconds - start;
    }

    /// <summary>Interest → priority → baseline → delta → packets, for each client.</summary>
    internal void Publish(ISnapshotSink sink)
    {
        _replication.BeginTick();
        long dueNs = Schedule.DueAt(Tick).Nanoseconds;
        for (int i = 0; i < _sessionCount; i++)
        {
            if (i % CacheLine.ClientsAhead == 0) Prefetch(_sessions.AsSpan(i, Math.Min(CacheLine.ClientsAhead, _sessionCount - i)));
            Session session = _sessions[i];
            _replication.Publish(session.Viewer!, FeedbackFor(session, dueNs), sink);
        }
    }

    private static void Prefetch(ReadOnlySpan<Session> next)
    {
        for (int step = 0; step < Session.PrefetchSteps; step++)
        {
            foreach (Session session in next) session.Prefetch(step);
        }
    }

    private InputFeedback FeedbackFor(Session session, long dueNs)
    {
        bool fresh = session.Inputs!.WasFresh;
        bool recovered = fresh && session.TakeMissed();
        long periodNs = Timestamp.NanosecondsPerSecond / TickRateHz;
        long waitedNs = dueNs - session.ArrivedNs;
        if (session.ArrivedStamp.IsNone || waitedNs >= periodNs) return new InputFeedback(fresh, SnapshotInfo.NoInputLead, recovered);
        return new InputFeedback(fresh, InputFeedback.Lead(session.ArrivedStamp - Tick, waitedNs * SnapshotInfo.InputLeadUnits / periodNs), recovered);
    }
}
