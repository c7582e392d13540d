using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Thresholds;

namespace GameServer.LoadTest.Report;

/// <summary>How the run is judged, and each reason in a sentence.</summary>
internal sealed record Verdict(ExitCode Code, IReadOnlyList<string> Reasons)
{
    /// <summary>More of the inputs than this a whole tick late, and the swarm was not the load it claims to be.</summary>
    public const double TickLateShareMax = 0.01;

    /// <summary>A corrupt view is the server's fault whatever the swarm's state; anything else only counts if the swarm itself kept up.</summary>
    public static Verdict Of(ClientFigures clients, SwarmFigures swarm, int rateHz, IReadOnlyList<ThresholdResult> results)
    {
        if (clients.HashMismatches > 0) return new Verdict(ExitCode.Fail, [$"{clients.HashMismatches} of {clients.HashChecks} state hashes differ from the server's"]);
        string[] broken = [.. results.Where(result => result.Holds == false).Select(Describe)];
        string[] unknown = [.. results.Where(result => result.Holds is null).Select(result => $"{result.Threshold} could not be judged: it was not measured")];
        if (StarvedBecause(swarm, rateHz) is { } starved) return new Verdict(ExitCode.Invalid, [starved, .. broken]);
        if (broken.Length == 0 && swarm.ClientTicks == 0) return new Verdict(ExitCode.Invalid, ["nothing was measured: the run ended before"]);
        if (broken.Length == 0 && clients.HashChecks == 0) return new Verdict(ExitCode.Invalid, ["nothing was verified: no state hash came"]);
        if (broken.Length > 0) return new Verdict(ExitCode.Fail, [.. broken, .. unknown]);
        return unknown.Length > 0 ? new Verdict(ExitCode.Invalid, unknown) : new Verdict(ExitCode.Pass, []);
    }

    private static string Describe(ThresholdResult result) => string.Create(CultureInfo.InvariantCulture, $"{result.Threshold} is broken: {result.Figure:0.###} was measured");

    /// <summary>The same with one more failure.</summary>
    public Verdict WithFailure(string reason) => new(Code == ExitCode.Pass ? ExitCode.Fail : Code, [.. Reasons, reason]);

    /// <summary>Why the swarm's own timing makes the run worthless; null when it kept up.</summary>
    public static string? StarvedBecause(SwarmFigures swarm, int rateHz)
    {
        double halfTickMs = 500.0 / rateHz;
        bool isLate = swarm.SamplingLateness.P99Ms > halfTickMs;
        bool isTickLate = swarm.InputsTickLateShare > TickLateShareMax;
        if (!isLate && !isTickLate) return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the swarm was starved: its inputs were sampled {swarm.SamplingLateness.P99Ms:F1} ms late at p99 ({halfTickMs:F1} allowed), {swarm.InputsTickLateShare:P2} of them a whole tick or more ({TickLateShareMax:P0} allowed)");
    }
}
