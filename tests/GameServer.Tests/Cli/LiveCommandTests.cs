using System;
using System.Linq;
using System.Text.Json;
using GameServer.Host;
using GameServer.Tests.Admin;
using Xunit;

namespace GameServer.Tests.Cli;

/// <summary>Commands against the admin address itself, over the network.</summary>
public sealed class LiveCommandTests
{
    [Fact]
    public void What_can_be_looked_at_is_shown_to_people_and_passed_on_to_machines()
    {
        using AdminUnderTest admin = new();
        foreach (string line in new[] { "status", "ticks", "rooms", "room 0", "attribution 0", "players", "errors", "errors 1001", "log-level", "health live" })
        {
            CommandRun shown = CommandRun.Against(admin.Endpoint, AdminUnderTest.Viewer, line.Split(' '));
            Assert.True(shown.ExitCode == ExitCode.Success && shown.Output.Length > 0, $"{line}: {shown.ExitCode} {shown.Error}");
            CommandRun passed = CommandRun.Against(admin.Endpoint, AdminUnderTest.Viewer, [.. line.Split(' '), "--json"]);
            Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(passed.Output).RootElement.ValueKind);
        }

        Assert.Contains(" 30 ", CommandRun.Against(admin.Endpoint, AdminUnderTest.Viewer, "rooms").Output, StringComparison.Ordinal);
        Assert.Contains("# TYPE", CommandRun.Against(admin.Endpoint, AdminUnderTest.Viewer, "metrics").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kick nobody", AdminUnderTest.Operator, ExitCode.NotFound)]
    [InlineData("room 99", AdminUnderTest.Viewer, ExitCode.NotFound)]
    [InlineData("kick nobody", AdminUnderTest.Viewer, ExitCode.Refused)]
    [InlineData("audit", AdminUnderTest.Operator, ExitCode.Refused)]
    [InlineData("status", "", ExitCode.Refused)]
    [InlineData("status", "a-token-that-nobody-gave", ExitCode.Refused)]
    [InlineData("audit --limit 0", AdminUnderTest.Admin, ExitCode.Usage)]
    public void What_is_refused_has_a_code_and_an_exit_code(string line, string token, int expected)
    {
        using AdminUnderTest admin = new();
        CommandRun run = CommandRun.Against(admin.Endpoint, token, line.Split(' '));
        Assert.Equal(expected, run.ExitCode);
        Assert.StartsWith("gameserver: GS-", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void A_shard_that_stands_still_is_worth_another_try()
    {
        using AdminUnderTest admin = new(runs: false);
        Assert.Equal(ExitCode.TryAgain, CommandRun.Against(admin.Endpoint, AdminUnderTest.Viewer, "rooms").ExitCode);
    }

    [Fact]
    public void What_operators_did_is_in_the_audit_that_admins_read()
    {
        using AdminUnderTest admin = new();
        CommandRun.Against(admin.Endpoint, AdminUnderTest.Operator, "kick", "nobody", "--reason", "because");
        CommandRun audit = CommandRun.Against(admin.Endpoint, AdminUnderTest.Admin, "audit");
        Assert.Equal(ExitCode.Success, audit.ExitCode);
        string line = audit.Output.Split('\n').First(line => line.Contains("kickPlayer", StringComparison.Ordinal));
        Assert.Contains("olga", line, StringComparison.Ordinal);
        Assert.Contains("because", line, StringComparison.Ordinal);
    }
}
