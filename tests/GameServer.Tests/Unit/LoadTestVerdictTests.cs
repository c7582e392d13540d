using System.Collections.Generic;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LoadTestVerdictTests
{
    private static readonly VerdictRules s_rules = new(Bots: 10, RateHz: 30, LateTicksMax: null);
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
    public void A_clean_run_passes() => Assert.Equal(ExitCode.Pass, Verdict.Of(s_clients, s_swarm, null, s_rules).Code);

    [Fact]
    public void A_mismatch_fails_even_when_the_swarm_was_starved()
    {
        SwarmFigures starved = s_swarm with { SamplingLateness = new Spread(1000, 1, 40, 50, 60) };
        Assert.Equal(ExitCode.Fail, Verdict.Of(s_clients with { HashMismatches = 1 }, starved, null, s_rules).Code);
    }

    [Fact]
    public void Disconnects_and_failed_connects_fail()
    {
        Assert.Equal(ExitCode.Fail, Verdict.Of(s_clients with { Disconnected = 1 }, s_swarm, null, s_rules).Code);
        Assert.Equal(ExitCode.Fail, Verdict.Of(s_clients with { ConnectFailed = 1 }, s_swarm, null, s_rules).Code);
    }

    [Theory]
    [InlineData(16.0, 0.0, ExitCode.Pass)]
    [InlineData(17.0, 0.0, ExitCode.Invalid)]
    [InlineData(1.0, 0.01, ExitCode.Pass)]
    [InlineData(1.0, 0.011, ExitCode.Invalid)]
    public void A_starved_swarm_makes_the_run_invalid(double p99Ms, double tickLateShare, object expected)
    {
        SwarmFigures swarm = s_swarm with { SamplingLateness = new Spread(1000, 1, p99Ms, p99Ms, p99Ms), InputsTickLateShare = tickLateShare };
        Assert.Equal(expected, Verdict.Of(s_clients, swarm, null, s_rules).Code);
    }

    [Fact]
    public void What_a_starved_swarm_loses_is_named_but_proves_nothing()
    {
        SwarmFigures starved = s_swarm with { InputsTickLateShare = 0.5 };
        Verdict verdict = Verdict.Of(s_clients with { Disconnected = 3 }, starved, null, s_rules);
        Assert.Equal(ExitCode.Invalid, verdict.Code);
        Assert.Equal(2, verdict.Reasons.Count);
    }

    [Fact]
    public void A_run_that_measured_or_verified_nothing_is_invalid()
    {
        Assert.Equal(ExitCode.Invalid, Verdict.Of(s_clients, s_swarm with { ClientTicks = 0 }, null, s_rules).Code);
        Assert.Equal(ExitCode.Invalid, Verdict.Of(s_clients with { HashChecks = 0 }, s_swarm, null, s_rules).Code);
    }

    [Fact]
    public void Late_ticks_fail_only_when_a_limit_was_given()
    {
        ServerFigures server = new() { CpuSource = "status", LateTicks = 3, Ticks = 900 };
        Assert.Equal(ExitCode.Pass, Verdict.Of(s_clients, s_swarm, server, s_rules).Code);
        Assert.Equal(ExitCode.Pass, Verdict.Of(s_clients, s_swarm, server, s_rules with { LateTicksMax = 3 }).Code);
        Assert.Equal(ExitCode.Fail, Verdict.Of(s_clients, s_swarm, server, s_rules with { LateTicksMax = 2 }).Code);
        Assert.Equal(ExitCode.Invalid, Verdict.Of(s_clients, s_swarm, null, s_rules with { LateTicksMax = 2 }).Code);
    }
}
