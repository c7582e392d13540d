using System;
using System.Diagnostics;
using System.Globalization;

namespace GameServer.Tests;

/// <summary>How long a fuzz test goes on: a fixed number of rounds in a build, or <c>FUZZ_SECONDS=3600</c> on a night.</summary>
internal static class FuzzBudget
{
    private static readonly double? Seconds = Read();

    /// <summary>Calls <paramref name="round"/> with 0, 1, 2 … until the budget is spent.</summary>
    public static void Run(int rounds, Action<ulong> round)
    {
        long start = Stopwatch.GetTimestamp();
        for (ulong i = 0; Seconds is { } seconds ? Stopwatch.GetElapsedTime(start).TotalSeconds < seconds : i < (ulong)rounds; i++) round(i);
    }

    private static double? Read()
    {
        return double.TryParse(Environment.GetEnvironmentVariable("FUZZ_SECONDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? seconds : null;
    }
}
