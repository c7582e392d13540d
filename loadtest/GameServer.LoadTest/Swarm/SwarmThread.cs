using System;
using System.Collections.Concurrent;
using System.Threading;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Machine;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// One thread and its share of the bots. It wakes once per slice, polls the bots whose frame is due, and sleeps again. A bot has a frame per tick, or thirty a second where ticks are
/// rarer: it reads its socket, decodes, samples its input and sends it, as a game does that polls its network once per frame. Everything here is this thread's own but <see cref="SwarmSignal"/>, the counts and the seconds it hands over.
/// </summary>
internal sealed class SwarmThread : IDisposable
{
    private const long SliceNs = 2 * Timestamp.NanosecondsPerMillisecond;       // each begins with a wake-up and a look at the networks
    private const long ClosedPollNs = 100 * Timestamp.NanosecondsPerMillisecond;
    private const long LeaveMaxNs = 5 * Timestamp.NanosecondsPerSecond;
    private const int LeavesPerSlice = 16;
    private const int ReadsPerFrame = 16;                                       // of one bot
    private const long FrameMaxNs = Timestamp.NanosecondsPerSecond / 30;

    private readonly SwarmOptions _options;
    private readonly SwarmSignal _signal;
    private readonly Thread _thread;
    private readonly Readiness _readiness;
    private readonly SocketBatch _batch = new();
    private readonly Attendance _attendance;
    private readonly Bot?[] _bots;
    private readonly BotSocket?[] _sockets;
    private readonly ImpairedSocket?[] _impaired;
    private readonly ClientState[] _states;
    private readonly int[] _due = new int[128];
    private readonly long _tickNs;
    private readonly long _startNs;
    private readonly DueWheel _wheel;
    private readonly SecondLog _log;
    private PhaseOrder? _order;
    private Prng _prng;
    private long _utcOffsetTicks;
    private long _leaveSinceNs;
    private int _otherRateHz;

    public SwarmThread(SwarmOptions options, SwarmSignal signal, int threadIndex, long startNs)
    {
        _options = options;
        _signal = signal;
        _startNs = startNs;
        _tickNs = Timestamp.NanosecondsPerSecond / options.Scenario.RateHz;
        int number = options.FirstThread + threadIndex;
        int count = Attendance.SeatsOf(options, number);
        _log = new SecondLog(new BotCast(options.Scenario).GroupCount, startNs);
        _readiness = Readiness.Create(count);
        _attendance = new Attendance(options, number, _batch, _readiness, _log.Current, startNs) { Changing = Changing };
        _bots = _attendance.Bots;
        _sockets = _attendance.Sockets;
        _impaired = _attendance.Impaired;
        _states = new ClientState[count];
        _wheel = new DueWheel(count, startNs);
        _prng = Prng.For(options.Scenario.Seed, $"looks {number}");
        _thread = new Thread(Run) { Name = $"swarm {number}" };
    }

    /// <summary>Seconds that are over, for whoever takes them; from any thread.</summary>
    public ConcurrentQueue<SwarmSecond> Seconds => _log.Done;

    /// <summary>Bots in play; from any thread.</summary>
    public int PlayingCount => _attendance.PlayingCount;

    /// <summary>Bots that could not connect and will not try again; from any thread.</summary>
    public int FailedCount => _attendance.FailedCount;

    /// <summary>Bots that were thrown out and will not come again; from any thread.</summary>
    public int LostCount => _attendance.LostCount;

    /// <summary>A tick rate found in a room that is not the one asked for; 0 when there is none; from any thread.</summary>
    public int OtherRateHz => Volatile.Read(ref _otherRateHz);

    public void Start() => _thread.Start();

    public void Join() => _thread.Join();

    public void Dispose()
    {
        _attendance.Dispose();
        _readiness.Dispose();
    }

    private void Run()
    {
        SliceSleeper sleeper = SliceSleeper.ForThisThread();
        sleeper.SleepUntil(_startNs);   // several processes begin together
        long slice = SteadyClock.Nanoseconds();
        while (!HasLeft(slice))
        {
            _utcOffsetTicks = SteadyClock.UtcOffsetTicks();
            if (_signal.Order is { } order && order != _order) Enter(order, slice);
            if (_order is not null) _attendance.Step(slice, _utcOffsetTicks);
            ServeNetworks();
            ServeDue();
            long now = SteadyClock.Nanoseconds();
            if (now >= _log.DueNs) _log.Close(now, _attendance);

            // Slices that were missed are not made up for.
            slice = Math.Max(slice + SliceNs, now);
            sleeper.SleepUntil(slice);
        }

        _log.Close(SteadyClock.Nanoseconds(), _attendance);
    }

    private bool HasLeft(long nowNs) =>
        _leaveSinceNs > 0 && (_attendance.LeaveSome(nowNs, LeavesPerSlice) || nowNs - _leaveSinceNs > LeaveMaxNs);

    private void Enter(PhaseOrder order, long nowNs)
    {
        bool isLeaving = order.Index >= _options.Scenario.Phases.Count;
        if (isLeaving) CloseGaps(nowNs);
        _log.Enter(order.Index, nowNs, _attendance);
        _order = order;
        if (isLeaving) _leaveSinceNs = nowNs;
        else _attendance.Enter(_options.Scenario.Phases[order.Index], order.StartNs, nowNs);
    }

    private void CloseGaps(long nowNs)
    {
        for (int index = 0; index < _bots.Length; index++)
        {
            if (Attendance.IsSeated(_states[index])) _bots[index]?.CloseGap(nowNs);
        }
    }

    private void Changing(int index, long nowNs)
    {
        ClientState state = _bots[index]!.Client.State;
        if (state != ClientState.Closed) _states[index] = state;   // the next poll finds a closed one changed
        _wheel.Schedule(index, nowNs + NextLookNs());
    }

    /// <summary>
    /// The wait of a bot that does not play yet: random, about a tick. Its input clock starts when it looks and finds its seat, so this also spreads the bots' inputs over
    /// the tick, however bunched the server's answers come.
    /// </summary>
    private long NextLookNs() => (_tickNs / 4) + (long)(_prng.NextFloat(0, 1) * _tickNs);

    // Only bad networks are watched: what arrives there goes on its way at once, and its bot looks when it has come through.
    private void ServeNetworks()
    {
        // Each about once: when more comes than can be taken, phases must still be followed.
        bool more = true;
        for (int round = 0; more && round <= _bots.Length / _due.Length; round++)
        {
            int readyCount = _readiness.Take(out more);
            for (int position = 0; position < readyCount; position++)
            {
                int index = _readiness.IndexAt(position);
                if (_impaired[index] is not null) Poll(index);
            }

            if (more) ServeDue();
        }
    }

    private void ServeDue()
    {
        int dueCount = _due.Length;
        for (int round = 0; dueCount == _due.Length && round <= _bots.Length / _due.Length; round++)
        {
            dueCount = _wheel.Collect(SteadyClock.Nanoseconds(), _due);
            for (int i = 0; i < dueCount; i += SocketBatch.Places) Play(_due.AsSpan(i, Math.Min(SocketBatch.Places, dueCount - i)));
        }
    }

    // The kernel is asked for all of them, then they play, then the kernel sends for all of them.
    private void Play(ReadOnlySpan<int> next)
    {
        foreach (int index in next) CacheLine.FetchObject(_sockets[index], BotSocket.ObjectBytes);
        foreach (int index in next) CacheLine.FetchObject(_bots[index], Bot.ObjectBytes);
        for (int place = 0; place < next.Length; place++)
        {
            if (_impaired[next[place]] is null && _sockets[next[place]] is { } socket) ReadAhead(next[place], socket, place);
        }

        _batch.Hold();
        for (int start = 0; start < next.Length; start += CacheLine.ClientsAhead)
        {
            PlayFew(next.Slice(start, Math.Min(CacheLine.ClientsAhead, next.Length - start)));
        }

        _batch.Send();
    }

    private void PlayFew(ReadOnlySpan<int> few)
    {
        for (int step = 0; step < GameClient.PrefetchSteps; step++)
        {
            foreach (int index in few) _bots[index]?.Prefetch(step);
        }

        Timestamp now = SteadyClock.Now(_utcOffsetTicks);
        foreach (int index in few)
        {
            if (_bots[index] is { } bot) Receive(index, bot, now);
        }

        now = SteadyClock.Now(_utcOffsetTicks);
        foreach (int index in few)
        {
            if (_bots[index] is { } bot) Respond(index, bot, now);
        }
    }

    // The server sends one datagram per tick and player; who plays is asked for one, and for more only when what it shows then is too old to be the newest.
    private void ReadAhead(int index, BotSocket socket, int place)
    {
        socket.ReadsLeft = _states[index] == ClientState.Playing ? 1 : ReadsPerFrame;
        socket.ReadAhead(place);
    }

    private void ReadOn(int index, Bot bot, Timestamp now)
    {
        if (_impaired[index] is not null || bot.Client.ViewAgeNs < _tickNs || _sockets[index] is not { } socket) return;
        socket.ReadsLeft = ReadsPerFrame;
        bot.Receive(now);
    }

    private void Poll(int index)
    {
        Bot bot = _bots[index]!;
        Timestamp now = SteadyClock.Now(_utcOffsetTicks);
        Receive(index, bot, now);
        Respond(index, bot, now);
    }

    private void Receive(int index, Bot bot, Timestamp now)
    {
        NoteSampling(bot.Client.NextInputNs, now.Nanoseconds);
        _impaired[index]?.Advance(now.Nanoseconds);
        bot.Receive(now);
        if (_states[index] == ClientState.Playing) ReadOn(index, bot, now);
    }

    private void Respond(int index, Bot bot, Timestamp now)
    {
        GameClient client = bot.Client;
        ImpairedSocket? impaired = _impaired[index];
        bot.Respond(now);
        ClientState state = client.State;
        if (state != _states[index]) Change(index, client, now.Nanoseconds);
        long nextNs = state switch
        {
            _ when client.IsSeated => Math.Min(client.NextInputNs, now.Nanoseconds + FrameMaxNs),
            ClientState.Closed => now.Nanoseconds + ClosedPollNs,
            _ => now.Nanoseconds + NextLookNs(),
        };
        if (impaired is not null)
        {
            impaired.Advance(now.Nanoseconds);
            nextNs = Math.Min(nextNs, impaired.NextNs);
        }

        _wheel.Schedule(index, nextNs);
    }

    private void NoteSampling(long dueNs, long nowNs)
    {
        for (; dueNs <= nowNs; dueNs += _tickNs) _log.NoteSampling(nowNs - dueNs, _tickNs);
    }

    private void Change(int index, GameClient client, long nowNs)
    {
        ClientState before = _states[index];
        _states[index] = client.State;
        if (client.State == ClientState.Playing && client.TickRateHz != _options.Scenario.RateHz) Volatile.Write(ref _otherRateHz, client.TickRateHz);
        _attendance.Changed(index, client, before, nowNs);
    }
}
