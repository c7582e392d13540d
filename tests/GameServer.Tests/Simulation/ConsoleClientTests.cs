using System;
using System.Linq;
using GameServer.LoadTest.Play;
using GameServer.LoadTest.Scenes;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>The console client against a real shard on virtual time, seen as a person sees it: as letters.</summary>
public sealed class ConsoleClientTests
{
    private readonly TerminalFrame _frame = new(100, 30);

    [Fact]
    public void A_scripted_player_sees_the_own_ship_the_other_the_shots_and_the_score()
    {
        Assert.True(ScriptHands.TryParse("-:1.5 d:0.4 df:0.5 -:0.2", out ScriptHands hands, out _));
        Scene scene = new(new SceneOptions { RttMs = 80, Game = new ShovingGame(30) });
        ScenePlayer player = scene.Players[0];
        player.Script = drawn => drawn.Controls = hands.Controls(drawn.Client, drawn.FrameNs);
        ArenaPainter painter = new(_frame);
        bool sawShot = false;
        scene.Drawn = drawn =>
        {
            if (drawn != player) return;
            painter.Paint(player.Client);
            sawShot |= _frame.ToPlainText().Contains('o', StringComparison.Ordinal) && Rows().Contains('o');
        };
        while (!hands.WantsToLeave && scene.Seconds < 10) scene.Run(0.05);

        Assert.True(hands.WantsToLeave);
        Assert.True(sawShot, "no shot was drawn");
        Assert.Equal('>', _frame.Row(16)[50]);
        Assert.Contains('B', Rows());
        Assert.StartsWith("Playing  rtt ", _frame.Row(0), StringComparison.Ordinal);
        Assert.Contains("team A  health 100  ammo 61  kills 0", _frame.Row(1), StringComparison.Ordinal);
        Assert.Contains("team A 0", _frame.Row(1)[60..], StringComparison.Ordinal);
        Assert.Contains("team B 0", _frame.Row(1)[60..], StringComparison.Ordinal);
        Assert.StartsWith("\e[H", _frame.ToAnsi(), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_there_is_a_seat_the_state_is_drawn_and_nothing_else()
    {
        Scene scene = new(new SceneOptions { RttMs = 80 });
        new ArenaPainter(_frame).Paint(scene.Players[0].Client);
        Assert.StartsWith("Connecting", _frame.Row(0), StringComparison.Ordinal);
        Assert.True(Rows().All(letter => letter == ' '));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("d:")]
    [InlineData("x:1")]
    [InlineData("d:0")]
    [InlineData("d:1 ww:-3")]
    public void A_script_that_means_nothing_is_refused_with_a_reason(string script)
    {
        Assert.False(ScriptHands.TryParse(script, out _, out string problem));
        Assert.NotEqual("", problem);
    }

    private string Rows() => string.Concat(Enumerable.Range(3, _frame.Height - 3).Select(_frame.Row));
}
