using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Scenarios;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// Lets the bots of one thread come and go as the phases plan it. Everything has an intended moment, drawn when the phase begins or when the bot sits down, and a connect
/// counts from there: a swarm or a server that falls behind shows, and hides nothing.
/// </summary>
internal sealed class Attendance : IDisposable
{
    private const long GoodbyeNs = 700 * Timestamp.NanosecondsPerMillisecond;   // two repeats of a goodbye
    private const int EventsPerSlice = 8;                                       // opening a socket takes long enough to delay others' inputs

    // Each bot's inputs arrive at a moment of the tick of its own: clients that all held one lead would all send at once.
    private const double InputLeadTicks = 0.5;
    private const double InputSpreadTicks = 1;

    private readonly SwarmOptions _options;
    private readonly Seat[] _seats;
    private readonly int[] _seatsIn;        // by group
    private readonly Bot?[] _bots;
    private readonly BotSocket?[] _sockets;
    private readonly ImpairedSocket?[] _impaired;
    private readonly SnapshotScratch _scratch = new();
    private readonly SocketBatch _batch;
    private readonly Readiness _readiness;
    private readonly Tally[] _tallies;
    private readonly DueWheel _events;
    private readonly int[] _due = new int[EventsPerSlice];
    private Prng _prng;
    private PhasePlan _plan = new(new LoadPhase { Name = "", Profile = "", Seconds = 0, To = 0 }, 0, 0);
    private LoadPhase? _phase;
    private readonly int[] _playingIn;      // by group
    private readonly long[] _playedNs;      // by group, in bot-nanoseconds up to _playedAtNs
    private long _playedAtNs;
    private int _playingCount;
    private int _failedCount;
    private int _lostCount;
    private int _takenCount;
    private int _leaveNext;

    /// <summary>Nobody is there yet.</summary>
    /// <param name="options">Of the swarm.</param>
    /// <param name="thread">Number of the thread among all.</param>
    /// <param name="batch">Of the thread's sockets.</param>
    /// <param name="readiness">Told of the sockets behind bad networks.</param>
    /// <param name="tallies">Where bots count, by group.</param>
    /// <param name="startNs">When the run began.</param>
    public Attendance(SwarmOptions options, int thread, SocketBatch batch, Readiness readiness, Tally[] tallies, long startNs)
    {
        _options = options;
        _batch = batch;
        _readiness = readiness;
        _tallies = tallies;
        _prng = Prng.For(options.Scenario.Seed, $"swarm {thread}");
        BotCast cast = new(options.Scenario);
        int count = SeatsOf(options, thread);
        _seats = new Seat[count];
        _seatsIn = new int[tallies.Length];
        for (int index = 0; index < count; index++)
        {
            int number = (index * options.ThreadsInAll) + thread;
            _seats[index] = new Seat(number, cast.GroupOf(number), cast.RoleOf(number), options.Scenario.Networks[cast.NetworkOf(number)]);
            _seatsIn[_seats[index].Group]++;
        }

        _bots = new Bot?[count];
        _sockets = new BotSocket?[count];
        _impaired = new ImpairedSocket?[count];
        _events = new DueWheel(count, startNs);
        Retired = new SwarmTotals[tallies.Length];
        _playingIn = new int[tallies.Length];
        _playedNs = new long[tallies.Length];
        _playedAtNs = startNs;
    }

    /// <summary>By seat; null where nobody is.</summary>
    public Bot?[] Bots => _bots;

    /// <summary>By seat; null where nobody is.</summary>
    public BotSocket?[] Sockets => _sockets;

    /// <summary>By seat; null where datagrams go straight to the kernel.</summary>
    public ImpairedSocket?[] Impaired => _impaired;

    public ReadOnlySpan<Seat> Seats => _seats;

    /// <summary>Counts of bots that are gone, by group.</summary>
    public SwarmTotals[] Retired { get; }

    /// <summary>Bots in play; from any thread.</summary>
    public int PlayingCount => Volatile.Read(ref _playingCount);

    /// <summary>Bots that got no seat and will not try again; from any thread.</summary>
    public int FailedCount => Volatile.Read(ref _failedCount);

    /// <summary>Bots that lost their seat and will not come again; from any thread.</summary>
    public int LostCount => Volatile.Read(ref _lostCount);

    public bool IsEmpty => _takenCount == 0;

    /// <summary>Told of each bot that begins to come or to go, so that it is polled soon.</summary>
    public Action<int, long>? Changing { get; set; }

    /// <summary>Bots times nanoseconds in play, up to <paramref name="nowNs"/>.</summary>
    public long PlayedNs(int group, long nowNs) => _playedNs[group] + ((nowNs - _playedAtNs) * _playingIn[group]);

    /// <summary>Whether a client in this state has a seat and sends inputs.</summary>
    public static bool IsSeated(ClientState state) => state is ClientState.Syncing or ClientState.Playing or ClientState.Interrupted;

    public static int SeatsOf(SwarmOptions options, int thread) => Math.Max(0, (options.Scenario.BotsMax - thread + options.ThreadsInAll - 1) / options.ThreadsInAll);

    /// <summary>Begins a phase: sets the moments at which bots come and go.</summary>
    public void Enter(LoadPhase phase, long startNs, long nowNs)
    {
        _plan = new PhasePlan(phase, _options.Scenario.Bots, _plan.ToCount);
        _phase = phase;
        for (int index = 0; index < _seats.Length; index++)
        {
            Seat seat = _seats[index];
            bool wasWanted = seat.IsWanted;
            seat.IsWanted = _plan.Wants(seat.Number);
            _bots[index]?.Gather(phase.Gathering);
            if (phase.Drops && seat.Life == SeatLife.Taken) Drop(index, startNs, nowNs);
            else if (seat.IsWanted && seat.Life == SeatLife.Empty && (!wasWanted || phase.Backoff != Backoff.Never)) Come(index, startNs + _plan.MomentNs(seat.Number));
            else if (!seat.IsWanted && seat.Life is SeatLife.Taken or SeatLife.Coming) _events.Schedule(index, startNs + _plan.MomentNs(seat.Number));
            else if (seat.Life == SeatLife.Taken) ScheduleGoing(index, startNs);
        }
    }

    /// <summary>Does what is due, a few things at a time.</summary>
    public void Step(long nowNs, long utcOffsetTicks)
    {
        int count = _events.Collect(nowNs, _due);
        for (int i = 0; i < count; i++)
        {
            int index = _due[i];
            Seat seat = _seats[index];
            if (seat.Life == SeatLife.Coming && seat.IsWanted) Launch(index, SteadyClock.Now(utcOffsetTicks));
            else if (seat.Life == SeatLife.Coming) seat.Life = SeatLife.Empty;
            else if (seat.Life == SeatLife.Taken) Leave(index, nowNs);
            else if (seat.Life == SeatLife.Leaving) Free(index, nowNs);
        }
    }

    /// <summary>Everybody says goodbye, some per call; true once all have and were heard.</summary>
    public bool LeaveSome(long nowNs, int most)
    {
        for (int left = most; left > 0 && _leaveNext < _seats.Length; _leaveNext++)
        {
            _seats[_leaveNext].IsWanted = false;
            if (_seats[_leaveNext].Life == SeatLife.Coming) _seats[_leaveNext].Life = SeatLife.Empty;
            if (_seats[_leaveNext].Life != SeatLife.Taken) continue;
            Leave(_leaveNext, nowNs);
            left--;
        }

        return _leaveNext == _seats.Length && IsEmpty;
    }

    /// <summary>A bot's client changed its state.</summary>
    public void Changed(int index, GameClient client, ClientState before, long nowNs)
    {
        Seat seat = _seats[index];
        bool wasSeated = IsSeated(before);
        if (client.IsSeated && !wasSeated)
        {
            CountPlaying(seat.Group, 1, nowNs);
            Sit(seat, nowNs);
            if (seat.Number == 0 && _options.Recording is { } recording) _bots[index]!.Tell(recording);
            ScheduleGoing(index, nowNs);
        }

        if (wasSeated && !client.IsSeated) CountPlaying(seat.Group, -1, nowNs);
        if (client.State != ClientState.Closed || seat.Life != SeatLife.Taken) return;
        string reason = client.CloseText.Length == 0 ? client.CloseReason.ToString() : $"{client.CloseReason}: {client.CloseText}";
        if (wasSeated) Lose(index, reason, nowNs);
        else Fail(index, reason, nowNs);
    }

    public void Dispose()
    {
        foreach (BotSocket? socket in _sockets) socket?.Dispose();
    }

    private void CountPlaying(int group, int change, long nowNs)
    {
        for (int i = 0; i < _playedNs.Length; i++) _playedNs[i] = PlayedNs(i, nowNs);
        _playedAtNs = nowNs;
        _playingIn[group] += change;
        Volatile.Write(ref _playingCount, _playingCount + change);
    }

    private void Come(int index, long atNs)
    {
        _seats[index].Life = SeatLife.Coming;
        _seats[index].IntendedNs = atNs;
        _events.Schedule(index, atNs);
    }

    private void Launch(int index, Timestamp now)
    {
        Seat seat = _seats[index];
        Scenario scenario = _options.Scenario;
        GameClientOptions client = new()
        {
            ConnectKey = scenario.Key,
            InputLeadTicks = InputLeadTicks,
            InputSpreadTicks = InputSpreadTicks,
            Predicts = scenario.Predicts ? _options.Game.NewPrediction() : null,
            ReconnectSeconds = 0,   // this class decides who comes again, and when
            PlayerName = $"bot {seat.Number}",
            SharesServerClock = IPAddress.IsLoopback(_options.Server.Address),
        };
        seat.Life = SeatLife.Taken;
        try
        {
            ulong seed = StateHasher.Mix(StateHasher.Mix(scenario.Seed + (ulong)seat.Number) + (ulong)seat.Lives++);
            bool isTimed = BotCast.IsTimed(seat.Number, _seatsIn[seat.Group]);
            BotSocket socket = BotSocket.Open(_options.Server, _batch, isTimed && seat.Network.IsPlain);
            _sockets[index] = socket;
            _takenCount++;
            IDatagramSocket wire = seat.Network.IsPlain ? socket : Impair(index, socket, seed, now.Nanoseconds);
            if (seat.Role.Behaviour == BotBehaviour.Griefer) wire = new GrieferSocket(wire, seed);
            Bot bot = new(client, _options.Game.Schema, PilotOf(seat, seed), wire, _scratch, _tallies[seat.Group].Times, seed) { IsTimed = isTimed };
            if (seat.Network.IsPlain) bot.Arrivals = socket;
            bot.Gather(_phase!.Gathering);
            _bots[index] = bot;
            bot.Client.Connect(Endpoint.From(_options.Server), now);
            Changing?.Invoke(index, now.Nanoseconds);
        }
        catch (SocketException failure)
        {
            Fail(index, $"socket: {failure.Message}", now.Nanoseconds);
        }
    }

    // What arrives must be taken at once: its way through the bad network begins then.
    private ImpairedSocket Impair(int index, BotSocket socket, ulong seed, long nowNs)
    {
        _readiness.Watch(socket.Handle, index);
        return _impaired[index] = new ImpairedSocket(socket, _seats[index].Network, seed, nowNs) { Readdressed = handle => _readiness.Watch(handle, index) };
    }

    private IPilot PilotOf(Seat seat, ulong seed)
    {
        if (seat.Role.Script is { } script) return new ScriptedPilot(script, seat.Number * 37);   // far enough apart not to move as one
        IPilot pilot = _options.Game.NewPilot(seat.Role.Behaviour, _options.PlayersPerRoom, seed);
        if (pilot is BotPilot arena) arena.ThinkTicks = seat.Role.ThinkMs * _options.Scenario.RateHz / 1000;
        return pilot;
    }

    private void Sit(Seat seat, long nowNs)
    {
        Tally tally = _tallies[seat.Group];
        tally.Connected++;
        tally.ConnectTime.Record(nowNs - seat.IntendedNs);
        if (seat.IsReturning) tally.ResumeTime.Record(nowNs - seat.IntendedNs);
        seat.IsReturning = false;
        seat.Attempts = 0;
    }

    // Sessions are memoryless, so drawing a new length when a phase begins changes nothing for those who are there.
    private void ScheduleGoing(int index, long fromNs)
    {
        double mean = _seats[index].Role.SessionSeconds > 0 ? _seats[index].Role.SessionSeconds : _phase?.SessionSeconds ?? 0;
        if (mean > 0) _events.Schedule(index, fromNs + (long)(-Math.Log(1 - _prng.NextDouble()) * mean * Timestamp.NanosecondsPerSecond));
    }

    private void Leave(int index, long nowNs)
    {
        Seat seat = _seats[index];
        seat.Life = SeatLife.Leaving;
        _events.Schedule(index, nowNs + GoodbyeNs);
        if (_bots[index] is not { } bot) return;
        bot.Client.Leave();
        Changing?.Invoke(index, nowNs);
    }

    /// <summary>Vanishes without a word, as a phone in a tunnel does, and comes again by the phase's rule.</summary>
    private void Drop(int index, long startNs, long nowNs)
    {
        Seat seat = _seats[index];
        if (_bots[index] is { Client.IsSeated: true }) CountPlaying(seat.Group, -1, nowNs);
        Retire(index);
        seat.IsReturning = true;
        seat.Attempts = 0;
        if (seat.IsWanted) Come(index, startNs + _plan.RetryWaitNs(0, ref _prng));
        else seat.Life = SeatLife.Empty;
    }

    private void Lose(int index, string reason, long nowNs)
    {
        Seat seat = _seats[index];
        Tally.Count(_tallies[seat.Group].Disconnects, reason);
        seat.IsReturning = true;
        if (!ComesAgain(seat)) Volatile.Write(ref _lostCount, _lostCount + 1);
        Leave(index, nowNs);
    }

    private void Fail(int index, string reason, long nowNs)
    {
        Seat seat = _seats[index];
        Tally.Count(_tallies[seat.Group].ConnectFailures, reason);
        seat.Attempts++;
        if (!ComesAgain(seat)) Volatile.Write(ref _failedCount, _failedCount + 1);
        Leave(index, nowNs);
    }

    private bool ComesAgain(Seat seat) =>
        seat.IsWanted && (_phase!.Backoff != Backoff.Never || seat.Role.SessionSeconds > 0 || seat.Role.Behaviour == BotBehaviour.Griefer);

    private void Free(int index, long nowNs)
    {
        Seat seat = _seats[index];
        bool left = _bots[index] is { Client.CloseReason: ClientCloseReason.Left };
        Retire(index);
        seat.Life = SeatLife.Empty;
        if (!seat.IsWanted || !(left || ComesAgain(seat))) return;
        Come(index, nowNs + (left ? 0 : _plan.RetryWaitNs(seat.Attempts, ref _prng)));
    }

    private void Retire(int index)
    {
        if (_bots[index] is { } bot) Retired[_seats[index].Group].Add(bot.Client, _sockets[index]!.SendFailures);
        if (_sockets[index] is not null) _takenCount--;
        _sockets[index]?.Dispose();
        _bots[index] = null;
        _sockets[index] = null;
        _impaired[index] = null;
    }
}
