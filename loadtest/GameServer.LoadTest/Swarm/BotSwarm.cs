using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Host.Memory;
using GameServer.LoadTest.Machine;

namespace GameServer.LoadTest.Swarm;

/// <summary>All threads of this process as one swarm.</summary>
internal sealed class BotSwarm : ISwarm
{
    private readonly SwarmSignal _signal = new();
    private readonly SwarmThread[] _threads;
    private readonly HugePages _hugePages = HugePages.KeepAsking();

    public BotSwarm(SwarmOptions options)
    {
        StartNs = options.StartNs > 0 ? options.StartNs : SteadyClock.Nanoseconds();
        _threads = [.. Enumerable.Range(0, options.Threads).Select(index => new SwarmThread(options, _signal, index, StartNs))];
    }

    public long StartNs { get; }

    public int PlayingCount => _threads.Sum(thread => thread.PlayingCount);

    public int FailedCount => _threads.Sum(thread => thread.FailedCount);

    public int LostCount => _threads.Sum(thread => thread.LostCount);

    public int OtherRateHz => _threads.Max(thread => thread.OtherRateHz);

    public string? Broken => null;

    public double CpuSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    public void Start()
    {
        foreach (SwarmThread thread in _threads) thread.Start();
    }

    public void Enter(int phase, long startNs) => _signal.Order = new PhaseOrder(phase, startNs);

    public IEnumerable<SwarmSecond> TakeSeconds()
    {
        foreach (SwarmThread thread in _threads)
        {
            while (thread.Seconds.TryDequeue(out SwarmSecond? second)) yield return second;
        }
    }

    public void Finish()
    {
        foreach (SwarmThread thread in _threads) thread.Join();
    }

    public void Dispose()
    {
        foreach (SwarmThread thread in _threads) thread.Dispose();
        _hugePages.Dispose();
    }
}
