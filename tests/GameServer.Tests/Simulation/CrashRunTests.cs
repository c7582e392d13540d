using System.Threading.Tasks;
using GameServer.LoadTest.Crash;
using GameServer.LoadTest.Run;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>The crash run of the load tester, short: real processes, really killed. Times are not judged here; test machines are busy.</summary>
public sealed class CrashRunTests
{
    private static readonly CrashOptions s_short = new() { Bots = 20, Kills = 3, ResumeSecondsMax = 0, LifeSecondsMin = 0.5, LifeSecondsMax = 1.2 };

    [Fact]
    public async Task Three_kills_cost_twenty_players_nothing() => Assert.Equal(ExitCode.Pass, await new CrashRun(s_short).Run());

    [Fact]
    public async Task A_server_that_keeps_nothing_is_found_out() =>
        Assert.Equal(ExitCode.Fail, await new CrashRun(s_short with { Kills = 1, Bots = 4, PatienceSeconds = 10, ServerArguments = ["--durability", "none"] }).Run());
}
