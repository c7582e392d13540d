using System.Collections.Generic;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Thresholds;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LoadTestVerdictTests
{
    private static readonly Spread s_nothing = new(0, 0, 0, 0, 0);
    private static readonly SwarmFigures s_swarm = new() { ClientTicks = 1000, SamplingLateness = new Spread(1000, 0.5, 1, 2, 3) };

    private static readonly ClientFigures s_clients = new()
    {
        Connected = 10,
        HashChecks = 100,
        ConnectFailures = new Dictionary<string, int>(),
        Disconnects = new Dictionary<string, int>(),
        SnapshotAge = s_nothing,
        InputToEffect = s_nothing,
        SnapshotGap = s_nothing,
    };

    [Fact]
    public void A_clean_run_passes() => Assert.Equal(ExitCode.Pass, Of(s_clients, s_swarm).Code);

    [Fact]
    public void A_mismatch_fails_even_when_the_swarm_was_starved()
    {
        SwarmFigures starved = s_swarm with { SamplingLateness = new Spread(1000, 1, 40, 50, 60) };
        Assert.Equal(ExitCode.Fail, Of(s_clients with { HashMismatches = 1 }, starved).Code);
    }

    [Theory]
    [InlineData(16.0, 0.0, ExitCode.Pass)]
    [InlineData(17.0, 0.0, ExitCode.Invalid)]
    [InlineData(1.0, 0.01, ExitCode.Pass)]
    [InlineData(1.0, 0.011, ExitCode.Invalid)]
    public void A_starved_swarm_makes_the_run_invalid(double p99Ms, double tickLateShare, object expected)
    {
        SwarmFigures swarm = s_swarm with { SamplingLateness = new Spread(1000, 1, p99Ms, p99Ms, p99Ms), InputsTickLateShare = tickLateShare };
        Assert.Equal(expected, Of(s_clients, swarm).Code);
    }

    [Fact]
    public void A_broken_threshold_fails()
    {
        Verdict verdict = Of(s_clients, s_swarm, new ThresholdResult("disconnects == 0", 1, 0, false));
        Assert.Equal(ExitCode.Fail, verdict.Code);
        Assert.Equal("disconnects == 0 is broken: 1 was measured", Assert.Single(verdict.Reasons));
    }

    [Fact]
    public void What_a_starved_swarm_breaks_is_named_but_proves_nothing()
    {
        Verdict verdict = Of(s_clients, s_swarm with { InputsTickLateShare = 0.5 }, new ThresholdResult("disconnects == 0", 3, 0, false));
        Assert.Equal(ExitCode.Invalid, verdict.Code);
        Assert.Equal(2, verdict.Reasons.Count);
    }

    [Fact]
    public void A_run_that_measured_or_verified_nothing_is_invalid()
    {
        Assert.Equal(ExitCode.Invalid, Of(s_clients, s_swarm with { ClientTicks = 0 }).Code);
        Assert.Equal(ExitCode.Invalid, Of(s_clients with { HashChecks = 0 }, s_swarm).Code);
    }

    [Fact]
    public void What_was_not_measured_cannot_be_promised() =>
        Assert.Equal(ExitCode.Invalid, Of(s_clients, s_swarm, new ThresholdResult("late_ticks == 0", null, 0, null)).Code);

    private static Verdict Of(ClientFigures clients, SwarmFigures swarm, params ThresholdResult[] results) => Verdict.Of(clients, swarm, 30, results);
}
