using System;
using System.Net.Sockets;
using System.Threading;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Machine;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// One thread and its share of the bots. It wakes once per slice, takes all that arrived and all inputs that are due, and sleeps again: waking for every few datagrams
/// costs more CPU than playing them. Everything here is this thread's own but <see cref="SwarmSignal"/>, the counts and the picture.
/// </summary>
internal sealed class SwarmThread : IDisposable
{
    private const long SliceNs = Timestamp.NanosecondsPerMillisecond;
    private const long PicturePeriodNs = Timestamp.NanosecondsPerSecond;
    private const long ClosedPollNs = 100 * Timestamp.NanosecondsPerMillisecond;
    private const long LingerNs = 700 * Timestamp.NanosecondsPerMillisecond;    // two repeats of a goodbye
    private const int LaunchesPerSlice = 4;                                     // opening a socket takes long enough to delay others' inputs
    private const int LeavesPerSlice = 16;
    private const int IdleReads = 16;                                           // of a bot that is only looked at now and then

    // Each bot's inputs arrive at a moment of the tick of its own: clients that all held one lead would all send at once.
    private const double InputLeadTicks = 0.5;
    private const double InputSpreadTicks = 1;

    private readonly SwarmOptions _options;
    private readonly SwarmSignal _signal;
    private readonly int _threadIndex;
    private readonly Thread _thread;
    private readonly Readiness _readiness;
    private readonly SnapshotScratch _scratch = new();
    private readonly Bot?[] _bots;
    private readonly BotSocket?[] _sockets;
    private readonly ClientState[] _states;
    private readonly int[] _due = new int[128];
    private readonly byte[] _receiveBuffer = BotSocket.NewBuffer();
    private readonly LatencyHistogram _samplingLateness;
    private readonly long _tickNs;
    private readonly long _startNs;
    private Prng _prng;
    private readonly DueWheel _wheel;
    private SwarmPhase _phase = SwarmPhase.Connect;
    private SwarmTotals _measureStart;
    private SwarmPicture? _picture;
    private long _utcOffsetTicks;
    private long _pictureDueNs;
    private long _playedNs;
    private long _playedAtNs;
    private long _leftAtNs;
    private int _launchedCount;
    private int _leftCount;
    private int _playingCount;
    private int _failedCount;
    private int _disconnectedCount;
    private bool _foundOtherRate;

    public SwarmThread(SwarmOptions options, SwarmSignal signal, int threadIndex, long startNs)
    {
        _options = options;
        _signal = signal;
        _threadIndex = threadIndex;
        _startNs = startNs;
        _tickNs = Timestamp.NanosecondsPerSecond / options.RateHz;
        int count = (options.Bots - threadIndex + options.Threads - 1) / options.Threads;
        _bots = new Bot[count];
        _sockets = new BotSocket[count];
        _states = new ClientState[count];
        _readiness = Readiness.Create(count);
        _wheel = new DueWheel(count, startNs);
        _prng = Prng.For(options.Seed, $"swarm {threadIndex}");
        _samplingLateness = Result.SamplingLateness;
        _thread = new Thread(Run) { Name = $"swarm {threadIndex}" };
    }

    /// <summary>This thread's part of the outcome; to be read once it has ended.</summary>
    public SwarmResult Result { get; } = new();

    /// <summary>Bots in play; from any thread.</summary>
    public int PlayingCount => Volatile.Read(ref _playingCount);

    /// <summary>Bots that could not connect; from any thread.</summary>
    public int FailedCount => Volatile.Read(ref _failedCount);

    /// <summary>True once a seat was found in a room of another tick rate; from any thread.</summary>
    public bool FoundOtherRate => Volatile.Read(ref _foundOtherRate);

    /// <summary>Bots that were thrown out; from any thread.</summary>
    public int DisconnectedCount => Volatile.Read(ref _disconnectedCount);

    /// <summary>At most a second old; null at first; from any thread.</summary>
    public SwarmPicture? Picture => Volatile.Read(ref _picture);

    public void Start() => _thread.Start();

    public void Join() => _thread.Join();

    public void Dispose()
    {
        foreach (BotSocket? socket in _sockets) socket?.Dispose();
        _readiness.Dispose();
    }

    private void Run()
    {
        SliceSleeper sleeper = SliceSleeper.ForThisThread();
        _playedAtNs = _startNs;
        long slice = SteadyClock.Nanoseconds();
        while (!HasLeft(slice))
        {
            _utcOffsetTicks = SteadyClock.UtcOffsetTicks();
            if (_signal.Phase != _phase) Enter(_signal.Phase);
            if (_phase == SwarmPhase.Connect) LaunchDue();
            if (_phase == SwarmPhase.Leave) LeaveSome();
            ServeReady();
            long now = SteadyClock.Nanoseconds();
            if (now >= _pictureDueNs) TakePicture(now);

            // Slices that were missed are not made up for.
            slice = Math.Max(slice + SliceNs, now);
            sleeper.SleepUntil(slice);
        }

        Result.WholeRun = SumTotals();
        Result.Unfinished = _bots.Length - Result.Connected - _failedCount;
    }

    private bool HasLeft(long nowNs) => _phase == SwarmPhase.Leave && _leftCount == _launchedCount && nowNs - _leftAtNs > LingerNs;

    private void Enter(SwarmPhase phase)
    {
        SwarmTotals totals = SumTotals();
        if (_phase == SwarmPhase.Measure) Result.Measured = totals - _measureStart;
        Result.Times.Recording = phase is SwarmPhase.WarmUp or SwarmPhase.Measure;
        if (phase == SwarmPhase.Measure)
        {
            _measureStart = totals;
            Result.Times.Clear();
        }

        _leftAtNs = SteadyClock.Nanoseconds();
        _phase = phase;
    }

    private void LaunchDue()
    {
        double elapsedSeconds = (SteadyClock.Nanoseconds() - _startNs) / (double)Timestamp.NanosecondsPerSecond;
        double dueCount = Math.Min(elapsedSeconds * _options.ConnectsPerSecond / _options.Threads, _bots.Length);
        for (int left = LaunchesPerSlice; left > 0 && _launchedCount < dueCount; left--) Launch(_launchedCount++);
    }

    private void Launch(int index)
    {
        int number = (index * _options.Threads) + _threadIndex;
        GameClientOptions client = new()
        {
            ConnectKey = _options.ConnectKey,
            InputLeadTicks = InputLeadTicks,
            InputSpreadTicks = InputSpreadTicks,
            ReconnectSeconds = 0,
            PlayerName = $"bot {number}",
            SharesServerClock = System.Net.IPAddress.IsLoopback(_options.Server.Address),
        };
        try
        {
            BotSocket socket = BotSocket.Open(_options.Server, _receiveBuffer);
            _sockets[index] = socket;
            _readiness.Watch(socket.Handle, index);
            ulong seed = StateHasher.Mix(_options.Seed + (ulong)number);
            Bot bot = new(client, _options.Behaviour, _options.FieldSize, socket, _scratch, Result.Times, seed);
            _bots[index] = bot;
            Timestamp now = SteadyClock.Now(_utcOffsetTicks);
            bot.Client.Connect(Endpoint.From(_options.Server), now);
            _states[index] = bot.Client.State;
            _wheel.Schedule(index, now.Nanoseconds + NextLookNs());
        }
        catch (SocketException failure)
        {
            Fail($"socket: {failure.Message}");
        }
    }

    /// <summary>
    /// The wait of a bot that does not play yet: random, about a tick. Its input clock starts when it looks and finds its seat, so this also spreads the bots' inputs over
    /// the tick, however bunched the server's answers come.
    /// </summary>
    private long NextLookNs() => (_tickNs / 4) + (long)(_prng.NextFloat(0, 1) * _tickNs);

    private void ServeReady()
    {
        // Each bot about once: when more comes than can be played, phases must still be followed.
        bool more = true;
        for (int round = 0; more && round <= _bots.Length / _due.Length; round++)
        {
            int readyCount = _readiness.Take(out more);
            for (int position = 0; position < readyCount; position++)
            {
                if (position % CacheLine.ClientsAhead == 0) PrefetchReady(position, readyCount);
                int index = _readiness.IndexAt(position);
                if (!IsServed(_states[index])) continue;

                // One datagram per readiness: there is hardly ever a second, and if there is, the socket is named again.
                _sockets[index]!.ReadsLeft = 1;
                Poll(index);
            }

            ServeDue();
        }
    }

    private void ServeDue()
    {
        int dueCount = _due.Length;
        for (int round = 0; dueCount == _due.Length && round <= _bots.Length / _due.Length; round++)
        {
            dueCount = _wheel.Collect(SteadyClock.Nanoseconds(), _due);
            for (int i = 0; i < dueCount; i++)
            {
                if (i % CacheLine.ClientsAhead == 0) PrefetchDue(_due.AsSpan(i, Math.Min(CacheLine.ClientsAhead, dueCount - i)));
                int index = _due[i];
                if (!IsSeated(_states[index])) _sockets[index]!.ReadsLeft = IdleReads;
                Poll(index);
            }
        }
    }

    private void PrefetchReady(int first, int count)
    {
        Span<int> next = stackalloc int[CacheLine.ClientsAhead];
        next = next[..Math.Min(next.Length, count - first)];
        for (int i = 0; i < next.Length; i++) next[i] = _readiness.IndexAt(first + i);
        Prefetch(next);
    }

    private void PrefetchDue(ReadOnlySpan<int> next)
    {
        Prefetch(next);
        foreach (int index in next) _bots[index]!.PrefetchShip();
    }

    private void Prefetch(ReadOnlySpan<int> next)
    {
        for (int step = 0; step < GameClient.PrefetchSteps; step++)
        {
            foreach (int index in next) _bots[index]!.Prefetch(step);
        }
    }

    private void Poll(int index)
    {
        GameClient client = _bots[index]!.Client;
        Timestamp now = SteadyClock.Now(_utcOffsetTicks);
        if (_phase == SwarmPhase.Measure) NoteSampling(client.NextInputNs, now.Nanoseconds);
        client.Poll(now);
        ClientState state = client.State;
        if (state != _states[index]) Change(index, client, now.Nanoseconds);
        long nextNs = state switch
        {
            _ when client.IsSeated => client.NextInputNs,
            ClientState.Closed => now.Nanoseconds + ClosedPollNs,
            _ => now.Nanoseconds + NextLookNs(),
        };
        _wheel.Schedule(index, nextNs);
    }

    private void NoteSampling(long dueNs, long nowNs)
    {
        for (; dueNs <= nowNs; dueNs += _tickNs)
        {
            _samplingLateness.Record(nowNs - dueNs);
            if (nowNs - dueNs >= _tickNs) Result.InputsTickLate++;
        }
    }

    private void Change(int index, GameClient client, long nowNs)
    {
        ClientState before = _states[index];
        _states[index] = client.State;
        CountPlayed(nowNs);
        bool wasSeated = IsSeated(before);
        if (client.IsSeated && !wasSeated)
        {
            Result.Connected++;
            if (client.TickRateHz != _options.RateHz) NoteOtherRate(client.TickRateHz);
            Volatile.Write(ref _playingCount, _playingCount + 1);
        }

        if (wasSeated && !client.IsSeated) Volatile.Write(ref _playingCount, _playingCount - 1);
        if (client.State != ClientState.Closed || client.CloseReason == ClientCloseReason.Left) return;
        string reason = client.CloseText.Length == 0 ? client.CloseReason.ToString() : $"{client.CloseReason}: {client.CloseText}";
        if (!wasSeated) Fail(reason);
        else Lose(reason);
    }

    private static bool IsSeated(ClientState state) => state is ClientState.Syncing or ClientState.Playing or ClientState.Interrupted;

    private static bool IsServed(ClientState state) => IsSeated(state) || state == ClientState.Closed;

    private void NoteOtherRate(int rateHz)
    {
        Result.OtherRateHz = rateHz;
        Volatile.Write(ref _foundOtherRate, true);
    }

    private void Fail(string reason)
    {
        SwarmResult.Count(Result.ConnectFailures, reason);
        Volatile.Write(ref _failedCount, _failedCount + 1);
    }

    private void Lose(string reason)
    {
        SwarmResult.Count(Result.Disconnects, reason);
        Volatile.Write(ref _disconnectedCount, _disconnectedCount + 1);
    }

    private void LeaveSome()
    {
        for (int left = LeavesPerSlice; left > 0 && _leftCount < _launchedCount; left--)
        {
            int index = _leftCount++;
            if (_bots[index] is not { } bot) continue;
            bot.Client.Leave();
            Poll(index);
            _leftAtNs = SteadyClock.Nanoseconds();
        }
    }

    private void CountPlayed(long nowNs)
    {
        _playedNs += (nowNs - _playedAtNs) * _playingCount;
        _playedAtNs = nowNs;
    }

    private SwarmTotals SumTotals()
    {
        CountPlayed(SteadyClock.Nanoseconds());
        SwarmTotals totals = new() { PlayedNs = _playedNs };
        for (int index = 0; index < _launchedCount; index++)
        {
            if (_bots[index] is { } bot) totals.Add(bot.Client.Statistics, bot.Client.Traffic, _sockets[index]!.SendFailures);
        }

        return totals;
    }

    private void TakePicture(long nowNs)
    {
        _pictureDueNs = nowNs + PicturePeriodNs;
        LatencyHistogram age = new();
        age.Merge(Result.Times.SnapshotAge);
        Volatile.Write(ref _picture, new SwarmPicture(nowNs, _phase, SumTotals(), age));
    }
}
