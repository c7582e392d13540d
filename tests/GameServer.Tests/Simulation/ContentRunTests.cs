using System.Threading.Tasks;
using GameServer.LoadTest.LiveContent;
using GameServer.LoadTest.Run;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>The content run of the load tester, short: a real server, changed through its admin API under players of three builds. Times are not judged here; test machines are busy.</summary>
public sealed class ContentRunTests
{
    private static readonly ContentOptions s_short = new() { Bots = 24, Rooms = 3, Publishes = 4, RollBacks = 1, WarmSeconds = 0, JudgesTimes = false };

    [Fact]
    public async Task Content_changes_under_players_of_three_builds_and_the_journal_agrees() => Assert.Equal(ExitCode.Pass, await new ContentRun(s_short).Run());
}
