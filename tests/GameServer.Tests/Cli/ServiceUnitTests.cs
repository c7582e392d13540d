using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using GameServer.Host;
using GameServer.Host.Cli;
using Xunit;

namespace GameServer.Tests.Cli;

/// <summary>The systemd unit says what the program understands.</summary>
public sealed class ServiceUnitTests
{
    private static readonly string[] s_lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "ops", "gameserver.service"));

    [Theory]
    [InlineData("ExecStart")]
    [InlineData("ExecStartPre")]
    public void What_it_starts_is_a_command_line_of_ours(string setting)
    {
        string[] words = Assert.Single(Values(setting)).TrimStart('-').Split(' ');
        Assert.Equal("/opt/gameserver/gameserver", words[0]);
        Assert.Empty(CommandLine.Create(new ApiConnection(new Dictionary<string, string>())).Parse(words[1..]).Errors);
    }

    [Fact]
    public void It_does_not_start_again_what_needs_a_person() =>
        Assert.Equal($"{ExitCode.CannotStart} {ExitCode.RecoveryRefused}", Assert.Single(Values("RestartPreventExitStatus")));

    [Fact]
    public void It_lets_ticks_have_their_priority_and_their_processor()
    {
        Assert.Equal(["CAP_SYS_NICE"], Values("AmbientCapabilities"));
        Assert.Equal(["CAP_SYS_NICE"], Values("CapabilityBoundingSet"));
        Assert.Empty(Values("CPUQuota"));
        Assert.Empty(Values("RestrictRealtime"));
        Assert.Empty(Values("MemoryDenyWriteExecute"));
    }

    [Fact]
    public void Every_exit_code_is_in_the_manual()
    {
        string manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "OPERATING.md"));
        int[] codes = [.. typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!).Distinct()];
        Assert.True(codes.Length >= 10);
        Assert.All(codes, code => Assert.Contains($"\n| {code} | ", manual, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_is_in_the_manual()
    {
        string manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "OPERATING.md"));
        RootCommand root = CommandLine.Create(new ApiConnection(new Dictionary<string, string>()));
        Assert.Empty(root.Subcommands.Where(command => !manual.Contains($"`{command.Name}", StringComparison.Ordinal) && !manual.Contains($"gameserver {command.Name}", StringComparison.Ordinal)).Select(command => command.Name));
    }

    private static string[] Values(string setting) => [.. s_lines.Where(line => line.StartsWith(setting + "=", StringComparison.Ordinal)).Select(line => line[(setting.Length + 1)..])];
}
