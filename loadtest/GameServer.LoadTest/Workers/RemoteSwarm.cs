using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using GameServer.Core;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Workers;

/// <summary>
/// Bots in other processes, on this machine or others, as one swarm. Each worker plays its share by itself: it knows the scenario, and is told only when phases begin, on its own
/// clock, whose difference to this one is measured first. What its bots saw comes back second by second.
/// </summary>
internal sealed class RemoteSwarm : ISwarm
{
    private const int ClockQuestions = 16;
    private const long StartDelayNs = 300 * Timestamp.NanosecondsPerMillisecond;   // until every worker has made its sockets ready
    private static readonly TimeSpan s_finishMax = TimeSpan.FromSeconds(30);

    private readonly SwarmOptions _options;
    private readonly Worker[] _workers;
    private readonly ConcurrentQueue<SwarmSecond> _seconds = new();
    private readonly CountdownEvent _playing;
    private string? _broken;

    private RemoteSwarm(SwarmOptions options, Worker[] workers)
    {
        _options = options;
        _workers = workers;
        _playing = new CountdownEvent(workers.Length);
        StartNs = SteadyClock.Nanoseconds() + StartDelayNs;
    }

    public long StartNs { get; }

    public int PlayingCount => _workers.Sum(worker => worker.State.Playing);

    public int FailedCount => _workers.Sum(worker => worker.State.Failed);

    public int LostCount => _workers.Sum(worker => worker.State.Lost);

    public int OtherRateHz => _workers.Max(worker => worker.State.OtherRateHz);

    public double CpuSeconds => _workers.Sum(worker => worker.State.CpuSeconds);

    public string? Broken => Volatile.Read(ref _broken);

    /// <summary>Null, and why, when a worker cannot be reached.</summary>
    public static RemoteSwarm? TryConnect(SwarmOptions options, IReadOnlyList<string> workers, out string problem)
    {
        List<Worker> connected = [];
        try
        {
            foreach (string text in workers)
            {
                if (!ServerAddress.TryParse(text, out ServerAddress address)) throw new IOException($"--workers {text} is not HOST:PORT");
                Worker worker = new(text, new WorkerLine(new TcpClient(address.Host, address.Port)));
                connected.Add(worker);
                worker.OffsetNs = MeasureOffset(worker.Line);
            }

            problem = "";
            return new RemoteSwarm(options, [.. connected]);
        }
        catch (Exception failure) when (failure is SocketException or IOException or JsonException)
        {
            foreach (Worker worker in connected) worker.Line.Dispose();
            problem = $"worker {workers[connected.Count < workers.Count ? connected.Count : ^1]}: {failure.Message}";
            return null;
        }
    }

    public void Start()
    {
        for (int i = 0; i < _workers.Length; i++)
        {
            Worker worker = _workers[i];
            Tell(worker, new WorkerOrder
            {
                Start = new(_options.Scenario, _options.Server.ToString(), _options.Threads, i * _options.Threads, _workers.Length * _options.Threads, _options.PlayersPerRoom, StartNs + worker.OffsetNs),
            });
            new Thread(() => Listen(worker)) { Name = $"worker {worker.Address}", IsBackground = true }.Start();
        }
    }

    public void Enter(int phase, long startNs)
    {
        foreach (Worker worker in _workers) Tell(worker, new WorkerOrder { Enter = new(phase, startNs + worker.OffsetNs) });
    }

    public IEnumerable<SwarmSecond> TakeSeconds()
    {
        while (_seconds.TryDequeue(out SwarmSecond? second)) yield return second;
    }

    public void Finish()
    {
        if (!_playing.Wait(s_finishMax)) Break("a worker did not finish in time");
    }

    public void Dispose()
    {
        foreach (Worker worker in _workers) worker.Line.Dispose();
        _playing.Dispose();
    }

    // The quickest answer has the least room for error: half its round trip.
    private static long MeasureOffset(WorkerLine line)
    {
        long quickestNs = long.MaxValue;
        long offsetNs = 0;
        for (int i = 0; i < ClockQuestions; i++)
        {
            long askedNs = SteadyClock.Nanoseconds();
            line.Write(new WorkerOrder { Clock = true });
            if (line.Read<WorkerWord>()?.ClockNs is not { } theirs) throw new IOException("it does not tell the time");
            long answeredNs = SteadyClock.Nanoseconds();
            if (answeredNs - askedNs >= quickestNs) continue;
            quickestNs = answeredNs - askedNs;
            offsetNs = theirs - (askedNs + (quickestNs / 2));
        }

        return offsetNs;
    }

    private void Listen(Worker worker)
    {
        try
        {
            while (worker.Line.Read<WorkerWord>() is { } word)
            {
                if (word.State is { } state) worker.State = state;
                if (word.Second is { } second) _seconds.Enqueue(second.Read());
                if (word.Problem is { } problem) Break($"worker {worker.Address}: {problem}");
                if (!word.Done) continue;
                _playing.Signal();
                return;
            }

            Break($"worker {worker.Address} closed its connection");
        }
        catch (Exception failure) when (failure is IOException or JsonException or ObjectDisposedException)
        {
            Break($"worker {worker.Address}: {failure.Message}");
        }

        _playing.Signal();
    }

    private void Tell(Worker worker, WorkerOrder order)
    {
        try
        {
            worker.Line.Write(order);
        }
        catch (IOException failure)
        {
            Break($"worker {worker.Address}: {failure.Message}");
        }
    }

    private void Break(string problem) => Interlocked.CompareExchange(ref _broken, problem, null);

    private sealed class Worker(string address, WorkerLine line)
    {
        private volatile WorkerWord.WorkerState _state = new(0, 0, 0, 0, 0);

        public string Address => address;

        public WorkerLine Line => line;

        /// <summary>Its clock minus ours.</summary>
        public long OffsetNs { get; set; }

        public WorkerWord.WorkerState State
        {
            get => _state;
            set => _state = value;
        }
    }
}
