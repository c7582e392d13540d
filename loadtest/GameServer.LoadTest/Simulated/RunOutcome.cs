using System;
using System.Globalization;

namespace GameServer.LoadTest.Simulated;

/// <summary>How one simulated run ended.</summary>
public sealed record RunOutcome
{
    public required ulong Seed { get; init; }

    /// <summary>Length of the part with faults, as asked for.</summary>
    public required int Ticks { get; init; }

    /// <summary>The same for every run of this seed and length, whatever ran beside it.</summary>
    public required ulong Hash { get; init; }

    /// <summary>Virtual seconds, healing included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Ticks of all rooms.</summary>
    public required long RoomTicks { get; init; }

    public required RunTally Tally { get; init; }

    /// <summary>Name of the check that did not hold; null when all did. What the server itself threw counts as "exception".</summary>
    public string? FailedCheck { get; init; }

    public string Failure { get; init; } = "";

    /// <summary>The one command that repeats this run.</summary>
    public string Command => string.Create(
        CultureInfo.InvariantCulture, $"dotnet run -c Release --project loadtest/GameServer.LoadTest -- simulate --seeds {Seed}..{Seed} --ticks {Ticks} --plan");

    /// <summary>Runs a seed to its end, or to the first check that does not hold.</summary>
    public static RunOutcome Of(ulong seed, int ticks)
    {
        SimulatedRun run = new(SimulatedPlan.Draw(seed, ticks));
        try
        {
            run.Play();
        }
        catch (CheckFailedException failed)
        {
            return Describe(run, ticks) with { FailedCheck = failed.Check, Failure = failed.Message };
        }
#pragma warning disable CA1031 // whatever the server throws is what the run was looking for
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return Describe(run, ticks) with { FailedCheck = "exception", Failure = $"exception: at {run.Seconds:0.000} s: {thrown}" };
        }

        return Describe(run, ticks);
    }

    public override string ToString() => FailedCheck is null ? $"seed {Seed}: passed" : $"seed {Seed}: {Failure}{Environment.NewLine}repeat: {Command}";

    private static RunOutcome Describe(SimulatedRun run, int ticks) => new()
    {
        Seed = run.Plan.Seed,
        Ticks = ticks,
        Hash = run.Hash,
        Seconds = run.Seconds,
        RoomTicks = run.TickCount,
        Tally = run.Tally,
    };
}
