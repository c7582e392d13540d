using System;
using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Machine;

namespace GameServer.LoadTest.Swarm;

/// <summary>All threads of a swarm as one: leads them through the phases and adds up what they show.</summary>
internal sealed class BotSwarm : IDisposable
{
    private readonly SwarmSignal _signal = new();
    private readonly SwarmThread[] _threads;

    public BotSwarm(SwarmOptions options)
    {
        long start = SteadyClock.Nanoseconds();
        _threads = [.. Enumerable.Range(0, options.Threads).Select(index => new SwarmThread(options, _signal, index, start))];
    }

    public int PlayingCount => _threads.Sum(thread => thread.PlayingCount);

    public int FailedCount => _threads.Sum(thread => thread.FailedCount);

    public int DisconnectedCount => _threads.Sum(thread => thread.DisconnectedCount);

    /// <summary>True once a seat was found in a room of another tick rate than asked for.</summary>
    public bool FoundOtherRate => _threads.Any(thread => thread.FoundOtherRate);

    public SwarmPhase Phase => _signal.Phase;

    /// <summary>The newest pictures added up; null while a thread has none.</summary>
    public SwarmPicture? Picture()
    {
        SwarmPicture?[] pictures = [.. _threads.Select(thread => thread.Picture)];
        if (pictures.Any(picture => picture is null)) return null;
        SwarmTotals totals = default;
        LatencyHistogram age = new();
        foreach (SwarmPicture? picture in pictures)
        {
            totals += picture!.Totals;
            age.Merge(picture.SnapshotAge);
        }

        return new SwarmPicture(pictures.Max(picture => picture!.AtNs), pictures[0]!.Phase, totals, age);
    }

    public void Start()
    {
        foreach (SwarmThread thread in _threads) thread.Start();
    }

    public void Enter(SwarmPhase phase) => _signal.Phase = phase;

    /// <summary>Lets the bots say goodbye, waits until they have, and adds up what they found.</summary>
    public SwarmResult Finish()
    {
        Enter(SwarmPhase.Leave);
        SwarmResult result = new();
        foreach (SwarmThread thread in _threads)
        {
            thread.Join();
            result.Merge(thread.Result);
        }

        return result;
    }

    public void Dispose()
    {
        foreach (SwarmThread thread in _threads) thread.Dispose();
    }
}
