using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using GameServer.Host;
using GameServer.LoadTest.Target;
using Xunit;

namespace GameServer.Tests.Cli;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("gameserver roo", "room rooms")]
    [InlineData("gameserver run --cod", "--coder")]
    [InlineData("gameserver run --coder ", "auto codebook dense")]
    [InlineData("gameserver rooms c", "close create")]
    [InlineData("/usr/bin/gameserver jour", "journal")]
    public void The_program_says_what_may_come_next(string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', CommandRun.Of([$"[suggest:{line.Length}]", line]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Each_shell_has_a_script_that_asks_it(string shell)
    {
        string script = CommandRun.Of(["completion", shell]).Output;
        Assert.Contains("[suggest:", script, StringComparison.Ordinal);
        Assert.EndsWith("\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_shell_is_a_mistake() => Assert.Equal(ExitCode.Usage, CommandRun.Of(["completion", "cmd"]).ExitCode);

    [Theory]
    [InlineData("gameserver pl", 1, "player players")]
    [InlineData("gameserver run --durability ", 3, "async none sync")]
    public void Bash_itself_completes(string line, int word, string expected)
    {
        if (!File.Exists("/bin/bash")) return;   // another system
        string assembly = BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _ => { })!;
        string program = $$"""
            gameserver() { dotnet "{{assembly}}" "$@"; }
            source <(gameserver completion bash)
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_CWORD={{word}}
            COMP_WORDS=({{line}}{{(line.EndsWith(' ') ? " ''" : "")}})
            _gameserver_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        using Process bash = Process.Start(new ProcessStartInfo("/bin/bash", ["--norc", "-c", program]) { RedirectStandardOutput = true })!;
        string[] offered = bash.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        bash.WaitForExit();
        Assert.Equal(expected, string.Join(' ', offered.Order(StringComparer.Ordinal)));
    }
}
