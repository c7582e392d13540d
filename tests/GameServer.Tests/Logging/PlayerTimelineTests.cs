using System;
using System.Linq;
using GameServer.Core;
using GameServer.Host.Logging;
using GameServer.Server;
using Xunit;

namespace GameServer.Tests.Logging;

public sealed class PlayerTimelineTests
{
    [Fact]
    public void A_timeline_keeps_the_newest_entries_oldest_first()
    {
        PlayerTimelines timelines = new(entriesMax: 3);
        for (int i = 0; i < 5; i++) timelines.Add("ann", Entry($"{i}"), begins: true);
        Assert.Equal(["2", "3", "4"], timelines.Read("ann").Select(entry => entry.Message));
        Assert.Empty(timelines.Read("bob"));
    }

    [Fact]
    public void Of_too_many_players_the_one_nobody_heard_or_asked_of_longest_is_forgotten()
    {
        PlayerTimelines timelines = new(playersMax: 3);
        foreach (string player in new[] { "ann", "bob", "cid" }) timelines.Add(player, Entry("joined"), begins: true);
        timelines.Add("ann", Entry("left"), begins: true);
        Assert.Single(timelines.Read("bob"));
        timelines.Add("dan", Entry("joined"), begins: true);
        Assert.Equal(3, timelines.Count);
        Assert.Empty(timelines.Read("cid"));
        Assert.Equal(2, timelines.Read("ann").Count);
    }

    [Fact]
    public void What_anybody_can_cause_under_any_name_is_added_to_a_timeline_and_begins_none()
    {
        PlayerTimelines timelines = new(playersMax: 1);
        timelines.Add("ann", Entry("joined"), begins: true);
        for (int i = 0; i < 10; i++) timelines.Add($"stranger {i}", Entry("refused"), begins: false);
        timelines.Add("ann", Entry("refused"), begins: false);
        Assert.Equal(["joined", "refused"], timelines.Read("ann").Select(entry => entry.Message));
        Assert.Equal(1, timelines.Count);
    }

    private static TimelineEntry Entry(string message) => new(DateTime.UnixEpoch, SessionEventKind.Joined, message, ErrorCode.None, "", 0, 0, 0, 1, 1, "", 0, "");
}
