using System;
using System.Runtime.CompilerServices;
using System.Threading;
using GameServer.Core;
using GameServer.Host.Memory;
using GameServer.Host.Pacing;
using GameServer.Replication;
using GameServer.Server;

namespace GameServer.Host;

/// <summary>
/// The thread that drives one shard: sleeps to the next tick by the clock, and until then wakes every four milliseconds to empty the socket, because the kernel's
/// buffer holds only a few thousand datagrams and a client's ping should not wait for a tick.
/// </summary>
internal sealed class ShardThread
{
    private const long NetworkPeriodNs = 4 * Timestamp.NanosecondsPerMillisecond;
    private const long LastNetworkNs = 1 * Timestamp.NanosecondsPerMillisecond;   // before a tick
    private const long GoodbyeNs = 1 * Timestamp.NanosecondsPerSecond;

    private readonly Shard _shard;
    private readonly Thread _thread;
    private readonly QuietCollector? _collector;
    private readonly bool _realTime;
    private readonly Action<Exception> _failed;
    private volatile bool _stopping;

    public ShardThread(Shard shard, int index, bool realTime, Action<Exception> failed)
    {
        _shard = shard;
        _realTime = realTime;
        _failed = failed;
        if (index == 0) _collector = new QuietCollector();   // one for the process
        _thread = new Thread(Run) { Name = $"shard {index}", Priority = ThreadPriority.Highest };
    }

    public Shard Shard => _shard;

    public void Start() => _thread.Start();

    /// <summary>Asks the shard to say goodbye to its players; <see cref="Join"/> waits for it.</summary>
    /// <param name="goTo">Where the players go.</param>
    public void Stop(Redirect goTo)
    {
        StopRequest stop = new(goTo);

        // The queue holds 64 requests and is emptied every four milliseconds.
        SpinWait.SpinUntil(() => _shard.Commands.TryAdd(stop), TimeSpan.FromSeconds(1));
        _stopping = true;
    }

    public void Join() => _thread.Join();

    // Compiled once and for good: a loop that never ends would otherwise be compiled anew in its midst, on this thread, for 5 ms.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run()
    {
        try
        {
            if (_realTime) _ = RealTimePriority.TryRaiseThisThread();
            using ThreadWitness witness = new();
            _shard.LateTicks.Ask(witness);
            PreciseSleeper ticks = PreciseSleeper.ForThisThread();
            PreciseSleeper network = PreciseSleeper.ForThisThread(0);
            long goodbyeEndsNs = long.MaxValue;
            while (!_stopping || ((_shard.Sessions.Count > 0 || !_shard.IsSettled) && MonotonicClock.Nanoseconds() < goodbyeEndsNs))
            {
                if (_stopping && goodbyeEndsNs == long.MaxValue) goodbyeEndsNs = MonotonicClock.Nanoseconds() + GoodbyeNs;
                StepAndWait(ticks, network);
            }
        }
        catch (Exception broken)
        {
            _failed(broken);   // an invariant broke: the process must end, a supervisor restarts it
        }
    }

    private void StepAndWait(PreciseSleeper ticks, PreciseSleeper network)
    {
        Timestamp now = MonotonicClock.Now();
        long dueNs = _shard.NextDueNs;
        _shard.Step(now);
        bool hasTicked = dueNs <= now.Nanoseconds;
        dueNs = _shard.NextDueNs;
        long doneNs = MonotonicClock.Nanoseconds();
        if (hasTicked) _collector?.Offer(doneNs, dueNs - doneNs);
        long nextNs = NextStepNs(doneNs, dueNs);
        (nextNs == dueNs ? ticks : network).SleepUntil(nextNs);
    }

    /// <summary>
    /// When to step next. Network steps are counted back from a moment before the tick: the last one leaves hardly anything to be received when the tick is due, which it would wait for.
    /// </summary>
    /// <param name="doneNs">When the last step ended.</param>
    /// <param name="dueNs">When the next tick begins.</param>
    /// <returns><paramref name="dueNs"/>, or a moment from <paramref name="doneNs"/> on at which only the network is served.</returns>
    internal static long NextStepNs(long doneNs, long dueNs)
    {
        long left = dueNs - LastNetworkNs - doneNs;
        return left < 0 ? dueNs : doneNs + (left % NetworkPeriodNs);
    }
}
