using GameServer.Core;
using GameServer.LoadTest.Flood;
using GameServer.LoadTest.Run;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LoadTestFloodTests
{
    private static readonly FloodOptions Options = new() { Server = "127.0.0.1:7777", Connects = 10, Seconds = 1, WithinSeconds = 3 };

    [Fact]
    public void Every_problem_of_a_flood_is_told_at_once()
    {
        FloodOptions wrong = new() { Server = "here", Admin = "there", Connects = 0, Seconds = 0, WithinSeconds = double.NaN, HoldSeconds = -1, LateTicksMax = -1 };
        Assert.Equal(7, wrong.Problems().Count);
        Assert.Empty(new FloodOptions { Server = "[::1]:7777" }.Problems());
        Assert.Equal(100_000_000, Options.SpacingNs);
    }

    [Fact]
    public void A_flood_that_is_taken_whole_and_in_time_passes()
    {
        Assert.Equal(ExitCode.Pass, FloodVerdict.Of(Options, Result(), 10, 5).Code);
        Assert.Equal(ExitCode.Pass, FloodVerdict.Of(Options, Result(), null, null).Code);
        Assert.Equal(ExitCode.Pass, FloodVerdict.Of(Options with { LateTicksMax = 5 }, Result(), 10, 5).Code);
    }

    [Fact]
    public void A_flood_fails_for_each_connection_that_is_missing_late_or_lost()
    {
        FloodResult missing = Result();
        missing.Connected = missing.Stayed = 9;
        missing.Failures[DisconnectReason.ConnectionRejected] = 1;
        FailsWith("1 of 10 never connected", missing, 10, null);
        FloodResult slow = Result();
        slow.LastConnectedNs = 4 * Timestamp.NanosecondsPerSecond;
        FailsWith("not all were in within 3 s", slow, 10, null);
        FloodResult lost = Result();
        lost.Stayed = 8;
        FailsWith("2 connections were lost", lost, 10, null);
        FailsWith("the server accepted only 7", Result(), 7, null);
    }

    [Fact]
    public void Late_ticks_are_judged_only_when_asked_and_known()
    {
        FloodVerdict late = FloodVerdict.Of(Options with { LateTicksMax = 0 }, Result(), 10, 1);
        Assert.Equal((ExitCode.Fail, "1 server ticks were late"), (late.Code, Assert.Single(late.Reasons)));
        Assert.Equal(ExitCode.Fail, FloodVerdict.Of(Options with { LateTicksMax = 0 }, Result(), null, null).Code);
    }

    [Fact]
    public void A_flood_that_left_late_or_met_nobody_has_shown_nothing()
    {
        FloodResult starved = Result();
        starved.AskedLate.Record(2 * Timestamp.NanosecondsPerSecond);
        Assert.Equal(ExitCode.Invalid, FloodVerdict.Of(Options, starved, 10, 0).Code);
        Assert.Equal(ExitCode.Unusable, FloodVerdict.Of(Options, new FloodResult(), null, null).Code);
    }

    private static void FailsWith(string reason, FloodResult result, long? accepted, long? late)
    {
        FloodVerdict verdict = FloodVerdict.Of(Options, result, accepted, late);
        Assert.Equal((ExitCode.Fail, reason), (verdict.Code, Assert.Single(verdict.Reasons)));
    }

    private static FloodResult Result() => new() { Connected = 10, Stayed = 10, Left = 10, LastConnectedNs = Timestamp.NanosecondsPerSecond };
}
