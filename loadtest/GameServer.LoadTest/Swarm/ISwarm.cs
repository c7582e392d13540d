using System;
using System.Collections.Generic;

namespace GameServer.LoadTest.Swarm;

/// <summary>Bots that play one scenario, in this process or in others: led from phase to phase, and asked for what they saw.</summary>
internal interface ISwarm : IDisposable
{
    /// <summary>When second 0 began, in this process's monotonic nanoseconds.</summary>
    long StartNs { get; }

    /// <summary>Bots in play.</summary>
    int PlayingCount { get; }

    /// <summary>Bots that got no seat and will not try again.</summary>
    int FailedCount { get; }

    /// <summary>Bots that lost their seat and will not come again.</summary>
    int LostCount { get; }

    /// <summary>A tick rate found in a room that is not the one asked for; 0 when there is none.</summary>
    int OtherRateHz { get; }

    /// <summary>Why it no longer plays what it should; null while it does.</summary>
    string? Broken { get; }

    /// <summary>CPU time of the processes that play the bots, so far.</summary>
    double CpuSeconds { get; }

    void Start();

    /// <summary>Begins a phase of the scenario; one past the last: everybody says goodbye.</summary>
    void Enter(int phase, long startNs);

    /// <summary>What was finished since the last call, in any order across threads.</summary>
    IEnumerable<SwarmSecond> TakeSeconds();

    /// <summary>Waits until the last goodbye; the last phase must have been entered.</summary>
    void Finish();
}
