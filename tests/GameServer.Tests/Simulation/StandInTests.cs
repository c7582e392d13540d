using System.Linq;
using GameServer.LoadTest.StandIn;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>The game that a stand-in server repeats, as it is recorded between a bot and a shard.</summary>
public sealed class StandInTests
{
    [Fact]
    public void A_recorded_game_begins_with_the_welcome_and_has_a_snapshot_for_every_tick()
    {
        RecordedGame game = GameRecorder.Play(players: 8, seconds: 5)!;
        Assert.Equal(30, game.Welcome.TickRateHz);
        RecordedMessage[] snapshots = [.. game.Messages.Where(message => !message.IsReliable)];
        int ticks = snapshots[^1].TickOffset;
        Assert.InRange(ticks, 100, 150);
        Assert.InRange(snapshots.Select(message => message.TickOffset).Distinct().Count(), ticks - 5, ticks + 1);
        Assert.Equal(game.Messages.Select(message => message.TickOffset).Order(), game.Messages.Select(message => message.TickOffset));
        Assert.All(game.Messages, message => Assert.NotEmpty(message.Bytes));
    }

    [Fact]
    public void The_same_players_and_seconds_are_the_same_game()
    {
        RecordedGame one = GameRecorder.Play(players: 4, seconds: 3)!;
        RecordedGame two = GameRecorder.Play(players: 4, seconds: 3)!;
        Assert.Equal((one.Welcome.Player, one.Welcome.Tick, one.Welcome.TickUtcTicks), (two.Welcome.Player, two.Welcome.Tick, two.Welcome.TickUtcTicks));
        Assert.Equal(one.Messages.Select(message => message.Bytes), two.Messages.Select(message => message.Bytes));
    }
}
