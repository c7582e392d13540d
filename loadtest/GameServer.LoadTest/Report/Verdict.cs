using System.Collections.Generic;
using System.Globalization;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Report;

/// <summary>How the run is judged, and each reason in a sentence.</summary>
internal sealed record Verdict(ExitCode Code, IReadOnlyList<string> Reasons)
{
    /// <summary>More of the inputs than this a whole tick late, and the swarm was not the load it claims to be.</summary>
    public const double TickLateShareMax = 0.01;

    /// <summary>A corrupt view is the server's fault whatever the swarm's state; anything else only counts if the swarm itself kept up.</summary>
    public static Verdict Of(ClientFigures clients, SwarmFigures swarm, ServerFigures? server, VerdictRules rules)
    {
        List<string> failures = [];
        if (clients.HashMismatches > 0) return new Verdict(ExitCode.Fail, [$"{clients.HashMismatches} of {clients.HashChecks} state hashes differ from the server's"]);
        if (clients.ConnectFailed > 0) failures.Add($"{clients.ConnectFailed} of {rules.Bots} bots got no seat");
        if (clients.Disconnected > 0) failures.Add($"{clients.Disconnected} bots were disconnected");
        if (StarvedBecause(swarm, rules.RateHz) is { } starved) return new Verdict(ExitCode.Invalid, [starved, .. failures]);
        if (failures.Count == 0 && swarm.ClientTicks == 0) return new Verdict(ExitCode.Invalid, ["nothing was measured: the run ended before"]);
        if (failures.Count == 0 && clients.HashChecks == 0) return new Verdict(ExitCode.Invalid, ["nothing was verified: no state hash came"]);
        if (rules.LateTicksMax is { } lateMax)
        {
            if (server?.LateTicks is not { } late) return new Verdict(ExitCode.Invalid, ["late ticks were to be judged, and the server's status cannot be read", .. failures]);
            if (late > lateMax) failures.Add($"{late} of {server.Ticks} server ticks were late, {lateMax} allowed");
        }

        return failures.Count > 0 ? new Verdict(ExitCode.Fail, failures) : new Verdict(ExitCode.Pass, []);
    }

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
