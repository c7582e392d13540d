using System;
using System.Diagnostics;
using System.Globalization;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests;

/// <summary>
/// How long a fuzz test goes on: a fixed number of rounds in a build, or <c>FUZZ_SECONDS=3600</c> on a night. Also what it holds every round to besides the round's own
/// assertions: no input may cost more than <see cref="HangMs"/>, and memory must not grow. Tests that use it run alone, see <see cref="MeasuredAlone"/>.
/// </summary>
internal static class FuzzBudget
{
    private const double HangMs = 10;
    private const int SettlingRounds = 3;
    private const long GrowthBytesMax = 16L * 1024 * 1024;

    private static readonly double? Seconds = Read();

    /// <summary>Calls <paramref name="round"/> with 0, 1, 2 … until the budget is spent; a round is one input.</summary>
    public static string Run(int rounds, Action<ulong> round) => Run(rounds, (number, costs) =>
    {
        costs.BeginInput();
        round(number);
        costs.EndInput();
    });

    /// <summary>The same for rounds of many inputs. A round must do the same whenever it is called with the same number.</summary>
    /// <returns>A line on what was done, for the test's output.</returns>
    public static string Run(int rounds, Action<ulong, InputCosts> round)
    {
        long start = Stopwatch.GetTimestamp();
        long settledBytes = 0;
        long inputs = 0;
        double slowestMs = 0;
        ulong number = 0;
        for (; Seconds is { } seconds ? Stopwatch.GetElapsedTime(start).TotalSeconds < seconds : number < (ulong)rounds; number++)
        {
            InputCosts costs = new();
            round(number, costs);
            if (costs.SlowestMs > HangMs) costs = Again(number, round, costs);
            inputs += costs.Count;
            slowestMs = Math.Max(slowestMs, costs.SlowestMs);
            if (number == SettlingRounds) settledBytes = GC.GetTotalMemory(forceFullCollection: true);
        }

        long grownBytes = number > SettlingRounds ? GC.GetTotalMemory(forceFullCollection: true) - settledBytes : 0;
        Assert.InRange(grownBytes, long.MinValue, GrowthBytesMax);
        return string.Create(CultureInfo.InvariantCulture, $"{inputs} inputs in {number} rounds, the slowest {slowestMs:F2} ms of CPU, memory grown by {grownBytes / 1024} KiB");
    }

    // The compiler, a collection or an interrupt lands on any input; a hang is on the same one when the same bytes come again.
    private static InputCosts Again(ulong number, Action<ulong, InputCosts> round, InputCosts first)
    {
        InputCosts second = new();
        round(number, second);
        first.TakeLower(second);
        Assert.True(first.SlowestMs <= HangMs, $"Round {number}: input {first.SlowestIndex} took {first.SlowestMs:F1} ms of CPU, twice.");
        return first;
    }

    private static double? Read()
    {
        return double.TryParse(Environment.GetEnvironmentVariable("FUZZ_SECONDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? seconds : null;
    }
}
