using System;
using System.Linq;
using GameServer.Host.Dashboard;
using GameServer.Host.Dashboard.History;
using GameServer.Host.Dashboard.Parts;
using GameServer.Host.Operating;
using GameServer.Simulation;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace GameServer.Tests.Dashboard;

/// <summary>What the dashboard's pages are made of, without a browser.</summary>
public sealed class DashboardPartTests
{
    [Fact]
    public void Points_of_a_chart_keep_their_values_while_time_goes_on()
    {
        ChartWindow window = ChartWindow.For(NodeHistory.Seconds);
        NodeSample[] samples = [.. Enumerable.Range(0, 203).Select(second => new NodeSample { Players = second })];
        double[] before = window.Points(samples.AsSpan(0, 200), 200, sample => sample.Players, PointSum.Most);
        double[] after = window.Points(samples, 203, sample => sample.Players, PointSum.Most);
        Assert.Equal(40, before.Length);
        Assert.Equal((4, 199), (before[0], before[^1]));
        Assert.Equal(before, after);   // three more seconds are not yet a point
        Assert.Equal(2, window.Points(samples, 203, sample => sample.Players, PointSum.Mean)[0]);
    }

    [Fact]
    public void A_chart_widens_with_what_there_is_to_show()
    {
        Assert.Equal((60, 300, 900, 900), (ChartWindow.For(3).Seconds, ChartWindow.For(61).Seconds, ChartWindow.For(301).Seconds, ChartWindow.For(100_000).Seconds));
        Assert.Empty(ChartWindow.For(0).Points([], 0, sample => sample.Players, PointSum.Mean));
    }

    [Theory]
    [InlineData(0.00021)]
    [InlineData(0.9)]
    [InlineData(33.3)]
    [InlineData(1_001)]
    [InlineData(7.2e9)]
    public void An_axis_has_a_few_round_labels_and_room_for_every_value(double most)
    {
        ChartAxis axis = ChartAxis.For(most);
        Assert.True(axis.Top >= most * 0.999 && axis.Top <= most * 2.5);
        Assert.InRange(axis.Labels().Count(), 1, 4);
    }

    [Fact]
    public void Names_beside_lines_that_end_at_one_height_do_not_lie_over_each_other()
    {
        ChartSeries[] series = [.. Enumerable.Range(0, 3).Select(_ => new ChartSeries("name", [1, 1, 1], "1"))];
        double[] names = [.. new LineDrawing(series, 60, 0).Names.Order()];
        Assert.True(names[1] - names[0] >= 26 && names[2] - names[1] >= 26);
        Assert.InRange(names[0], 0, LineDrawing.Height);
        Assert.InRange(names[2], 0, LineDrawing.Height);
    }

    [Fact]
    public void A_map_frames_what_is_there_and_counts_it_by_kind_and_team()
    {
        MapEntity[] entities = [new(0, 0, 3, -12, 8), new(0, 1, null, 90, 61), new(0, 1, null, 41, 20), new(1, null, null, 5, 5)];
        MapDrawing drawing = new(new RoomMap(7, ["ship", "crate"], entities, 4), []);
        Assert.True(drawing.Left <= -12 && drawing.Left + drawing.Width >= 90 && drawing.Top <= 5 && drawing.Top + drawing.Height >= 61);
        Assert.Equal([(0, 0, 1), (0, 1, 2), (1, -1, 1)], drawing.Layers.Select(layer => (layer.Kind, layer.Team ?? -1, layer.Count)).Order());
    }

    [Fact]
    public void What_stands_in_a_room_is_drawn_and_within_the_frame()
    {
        RoomMap map = new(7, ["ship"], [new(0, 0, 3, 10, 10)], 1) { Lines = [new OutlineLine(0, 0, 64, 0), new OutlineLine(20, -5, 20, 40)] };
        MapDrawing drawing = new(map, []);
        Assert.Equal("M0 0L64 0M20 -5L20 40", drawing.Walls);
        Assert.True(drawing.Left <= 0 && drawing.Left + drawing.Width >= 64 && drawing.Top <= -5 && drawing.Top + drawing.Height >= 40);
        Assert.Equal("", new MapDrawing(map with { Lines = [] }, []).Walls);
    }

    [Fact]
    public void A_notice_is_shown_once_and_old_ones_make_room()
    {
        NoticeBoard board = new();
        string first = board.Put(new Notice("first", IsProblem: false));
        string second = board.Put(new Notice("second", IsProblem: true));
        Assert.Equal("second", board.Take(second)!.Text);
        Assert.Null(board.Take(second));
        for (int i = 0; i < 64; i++) board.Put(new Notice("more", IsProblem: false));
        Assert.Null(board.Take(first));
    }

    [Fact]
    public void A_session_ends_when_it_is_ended_and_too_many_push_out_the_oldest()
    {
        DashboardSessions sessions = new();
        string key = sessions.Begin("token");
        Assert.Equal("token", sessions.TokenOf(key));
        Assert.Null(sessions.TokenOf("token"));
        sessions.End(key);
        Assert.Null(sessions.TokenOf(key));
        string oldest = sessions.Begin("oldest");
        for (int i = 0; i < 256; i++) sessions.Begin("later");
        Assert.Null(sessions.TokenOf(oldest));
    }

    [Theory]
    [InlineData("/dashboard", "")]
    [InlineData("/dashboard/players?query=a%26b&said=12", "players")]
    public void Addresses_of_pages_are_read_back(string address, string section)
    {
        Assert.True(DashboardPages.TryRead(address, out DashboardPage? page, out IQueryCollection query));
        Assert.Equal(section, page.Section);
        Assert.False(query.ContainsKey("said"));
        if (section.Length > 0) Assert.Equal("?query=a%26b", DashboardPages.QueryOf(query));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//dashboard")]
    [InlineData("/dashboards")]
    [InlineData("/dashboard/players/../audit")]
    [InlineData("http://elsewhere/dashboard")]
    public void Addresses_elsewhere_are_none_of_ours(string address) => Assert.False(DashboardPages.TryRead(address, out _, out _));
}
