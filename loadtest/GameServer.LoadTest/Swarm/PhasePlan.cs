using System;
using GameServer.Core;
using GameServer.LoadTest.Scenarios;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// When each bot is to come or go in a phase: a pure function of its number, so that threads and processes need not agree on anything but the phase's start, and a bot that
/// comes late is late against the plan, whatever held it up.
/// </summary>
/// <param name="phase">Of the scenario.</param>
/// <param name="bots">What 100 % is.</param>
/// <param name="fromCount">Bots that are wanted when it begins.</param>
internal sealed class PhasePlan(LoadPhase phase, int bots, int fromCount)
{
    /// <summary>Bots that are wanted when it ends.</summary>
    public int ToCount { get; } = (int)Math.Round(bots * phase.To);

    /// <summary>Whether bot <paramref name="number"/> is among those wanted when it ends.</summary>
    public bool Wants(int number) => number < ToCount;

    /// <summary>Nanoseconds after the phase's start at which the curve of wanted bots passes bot <paramref name="number"/>.</summary>
    public long MomentNs(int number)
    {
        int span = ToCount - fromCount;
        if (span == 0 || phase.OverSeconds == 0) return 0;

        // The first to come is the lowest number, the first to go the highest.
        double share = span > 0 ? (number - fromCount) / (double)span : (fromCount - 1 - number) / (double)-span;
        return (long)(Math.Clamp(share, 0, 1) * phase.OverSeconds * Timestamp.NanosecondsPerSecond);
    }

    /// <summary>Bots wanted <paramref name="seconds"/> after the start.</summary>
    public int WantedAt(double seconds) =>
        phase.OverSeconds == 0 ? ToCount : fromCount + (int)Math.Round((ToCount - fromCount) * Math.Clamp(seconds / phase.OverSeconds, 0, 1));

    /// <summary>Wait before attempt number <paramref name="attempt"/> (0: the first) to come again.</summary>
    public long RetryWaitNs(int attempt, ref Prng prng)
    {
        double waitNs = phase.WithinSeconds * Timestamp.NanosecondsPerSecond;
        if (phase.Backoff != Backoff.Jittered) return attempt == 0 ? 0 : (long)waitNs;
        return (long)(prng.NextDouble() * waitNs * (1 << Math.Min(attempt, 5)));
    }
}
