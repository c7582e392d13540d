using System;
using GameServer.Host.Logging;
using GameServer.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GameServer.Tests.Logging;

public sealed class LogLevelTests
{
    private readonly SetTime _time = new();

    [Fact]
    public void A_players_level_holds_for_its_time_and_then_the_nodes_does_again()
    {
        LogLevels levels = new(LogLevel.Warning, _time);
        Assert.NotNull(levels.TrySet("ann", LogLevel.Debug, TimeSpan.FromMinutes(5)));
        Assert.Equal((LogLevel.Debug, LogLevel.Warning, LogLevel.Warning), (levels.For("ann"), levels.For("bob"), levels.For("")));
        levels.Node = LogLevel.Error;
        Assert.Equal((LogLevel.Debug, LogLevel.Error), (levels.For("ann"), levels.For("bob")));
        _time.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(LogLevel.Error, levels.For("ann"));
        Assert.Empty(levels.Players());
    }

    [Fact]
    public void Levels_of_players_are_limited_in_number_and_time()
    {
        LogLevels levels = new(LogLevel.Information, _time);
        for (int i = 0; i < LogLevels.PlayersMax; i++) Assert.NotNull(levels.TrySet($"{i}", LogLevel.Debug, TimeSpan.MaxValue));
        Assert.Null(levels.TrySet("one more", LogLevel.Debug, TimeSpan.FromSeconds(1)));
        Assert.NotNull(levels.TrySet("5", LogLevel.Trace, TimeSpan.FromSeconds(1)));
        Assert.Equal(LogLevel.Trace, levels.For("5"));
        Assert.All(levels.Players(), player => Assert.True(player.UntilUtc <= _time.Now.UtcDateTime + LogLevels.DurationMax));
        _time.Now += TimeSpan.FromSeconds(1);
        Assert.NotNull(levels.TrySet("one more", LogLevel.Debug, TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain(levels.Players(), player => player.Player == "5");
    }
}
