using System;
using System.Collections.Generic;
using System.Threading;
using GameServer.LoadTest.Simulated;

namespace GameServer.LoadTest.Simulate;

/// <summary>Runs many seeds, one run per thread at a time. What a seed does depends on nothing but the seed, so the outcomes do not depend on the threads.</summary>
internal sealed class SeedRunner(ulong first, ulong last, int ticks, int jobs)
{
    private readonly RunOutcome?[] _outcomes = new RunOutcome?[last - first + 1];
    private long _next = -1;
    private long _done;
    private long _stopAfter = long.MaxValue;   // index of a failed seed: later ones need not start

    /// <summary>Runs finished so far.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Runs all seeds; unless <paramref name="keepGoing"/>, no later seed is started once one failed, so that the first failing one is still known.</summary>
    /// <returns>The outcomes in the order of the seeds.</returns>
    public IReadOnlyList<RunOutcome> Run(bool keepGoing, Action<SeedRunner>? progress = null)
    {
        Thread[] threads = new Thread[jobs];
        for (int i = 0; i < jobs; i++)
        {
            threads[i] = new Thread(() => Work(keepGoing), 4 << 20) { IsBackground = true };
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            while (!thread.Join(1000)) progress?.Invoke(this);
        }

        List<RunOutcome> outcomes = [];
        foreach (RunOutcome? outcome in _outcomes)
        {
            if (outcome is null) break;
            outcomes.Add(outcome);
            if (outcome.FailedCheck is not null && !keepGoing) break;
        }

        return outcomes;
    }

    private void Work(bool keepGoing)
    {
        while (true)
        {
            long index = Interlocked.Increment(ref _next);
            if (index >= _outcomes.Length || index > Interlocked.Read(ref _stopAfter)) return;
            RunOutcome outcome = RunOutcome.Of(first + (ulong)index, ticks);
            _outcomes[index] = outcome;
            Interlocked.Increment(ref _done);
            if (outcome.FailedCheck is null || keepGoing) continue;
            long known = Interlocked.Read(ref _stopAfter);
            while (index < known) known = Interlocked.CompareExchange(ref _stopAfter, index, known) is var seen && seen == known ? index : seen;
        }
    }
}
