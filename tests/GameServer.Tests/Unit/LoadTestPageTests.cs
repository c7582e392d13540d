using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using GameServer.Core;
using GameServer.LoadTest.Html;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Report.Page;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Thresholds;
using Xunit;

namespace GameServer.Tests.Unit;

/// <summary>A run as a page: what a machine can tell of whether it is whole.</summary>
public sealed class LoadTestPageTests
{
    private static readonly string[] s_notDrawn = ["second", "phase", "server", "server.queueDepths"];

    [Fact]
    public void The_page_is_well_formed_and_needs_nothing_from_outside()
    {
        string text = ReportPage.Of(Report(seconds: 30));
        XDocument page = XDocument.Parse(text);
        foreach (string word in new[] { "http", "url(", "@import", "src=", "href=", "<link" }) Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        string[] voids = ["meta", "path"];   // HTML closes nothing else by itself
        Assert.All(page.Descendants().Where(element => element.IsEmpty), element => Assert.Contains(element.Name.LocalName, voids));
        XElement script = Assert.Single(page.Descendants("script"));
        Assert.DoesNotContain("fetch", script.Value, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", text, StringComparison.Ordinal);
        Assert.Contains("width=device-width", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_series_of_the_report_is_drawn()
    {
        XDocument page = XDocument.Parse(ReportPage.Of(Report(seconds: 30)));
        string[] drawn = [.. page.Descendants("path").Attributes("data-key").Select(key => key.Value).Order(StringComparer.Ordinal)];
        string[] known = [.. Keys(typeof(SeriesPoint), ""), .. Keys(typeof(ServerPoint), "server."), "server.queueDepths.kernelReceiveBytes"];
        string[] distributions = ["snapshotAge"];
        Assert.Equal([.. known.Except(s_notDrawn).Concat(distributions).Order(StringComparer.Ordinal)], drawn);
        foreach (XElement legend in page.Descendants("li").Where(item => item.Attribute("data-values") is not null))
        {
            Assert.Equal(30, legend.Attribute("data-values")!.Value.Split(' ').Length);
        }

        Assert.Equal(30, page.Descendants().Attributes("data-times").Single().Value.Split(' ').Length);
    }

    [Fact]
    public void What_was_zero_throughout_is_named_and_not_drawn()
    {
        LoadReport report = Report(seconds: 30);
        report = report with { Series = [.. report.Series.Select(point => point with { LossShare = 0 })] };
        XDocument page = XDocument.Parse(ReportPage.Of(report));
        Assert.Equal("span", page.Descendants().Single(element => element.Attribute("data-key")?.Value == "lossShare").Name);
    }

    [Fact]
    public void The_verdict_and_the_promises_come_first()
    {
        LoadReport report = Report(seconds: 5) with
        {
            Scenario = "a <b> & c",
            Verdict = new Verdict(ExitCode.Fail, ["late_ticks == 0 is broken: 3 was measured"]),
            Thresholds = [new ThresholdResult("snapshot_age.p99 < 100ms", 50, 100, true), new ThresholdResult("late_ticks == 0", 3, 0, false), new ThresholdResult("loss < 2%", null, 0.02, null)],
        };
        XElement main = XDocument.Parse(ReportPage.Of(report)).Descendants("main").Single();
        XElement[] first = [.. main.Elements().Take(2)];
        Assert.Equal("header", first[0].Name);
        Assert.Equal("a <b> & c", first[0].Descendants("h1").Single().Value);
        Assert.Contains("✗ FAIL", first[0].Value, StringComparison.Ordinal);
        Assert.Contains("3 was measured", first[0].Value, StringComparison.Ordinal);
        string[] rows = [.. first[1].Descendants("tbody").Single().Elements().Select(row => string.Join(" | ", row.Elements("td").Select(cell => cell.Value.Trim())))];
        Assert.Equal(["late_ticks == 0 | ✗ broken | 3 |", "loss < 2% | ? unknown | not measured |", "snapshot_age.p99 < 100ms | ✓ holds | 50 ms | 50 %"], rows.Select(row => row.TrimEnd()));
    }

    [Fact]
    public void A_run_without_a_server_status_has_a_page_as_well()
    {
        LoadReport report = Report(seconds: 5) with { ServerSide = null, CostPer1000 = null, Thresholds = [], Distributions = [], Floor = null };
        report = report with { Series = [.. report.Series.Select(point => point with { Server = null })] };
        XDocument page = XDocument.Parse(ReportPage.Of(report));
        Assert.DoesNotContain(page.Descendants("path").Attributes("data-key"), key => key.Value.StartsWith("server.", StringComparison.Ordinal));
        Assert.NotEmpty(page.Descendants("svg"));
        Assert.Empty(XDocument.Parse(ReportPage.Of(report with { Series = [], Phases = [] })).Descendants("svg"));
    }

    [Fact]
    public void Hours_fold_into_as_many_columns_as_there_is_room_for_and_keep_their_worst_second()
    {
        LoadReport report = Report(seconds: 4 * 3600);
        SeriesPoint[] series = [.. report.Series];
        series[5000] = series[5000] with { SnapshotGapMaxMs = 7777 };
        string text = ReportPage.Of(report with { Series = series });
        XElement gap = XDocument.Parse(text).Descendants("li").Single(item => item.Value.Contains("max 7,777", StringComparison.Ordinal));
        Assert.InRange(gap.Attribute("data-values")!.Value.Split(' ').Length, 240, 480);
        Assert.True(text.Length < 600_000, $"{text.Length} characters");
    }

    [Fact]
    public void The_page_is_made_of_what_the_data_file_holds()
    {
        LoadReport report = Report(seconds: 12);
        string json = ReportFiles.Json(report);
        LoadReport read = ReportFiles.Parse(json);
        Assert.Equal(json, ReportFiles.Json(read));
        Assert.Equal(ReportPage.Of(report), ReportPage.Of(read));
        Assert.Throws<JsonException>(() => ReportFiles.Parse("{}"));
    }

    [Fact]
    public void A_distribution_loses_no_value_and_has_no_gaps()
    {
        LatencyHistogram histogram = new();
        Prng prng = new(3);
        for (int i = 0; i < 5000; i++) histogram.Record((long)(prng.NextDouble() * prng.NextDouble() * 3e8));
        histogram.Record(0);
        histogram.Record(2_000_000_000);
        Distribution distribution = Distribution.Of("x", "ms", histogram, 1e6)!;
        Assert.Equal(5002, distribution.Bins.Sum(bin => bin.Count));
        Assert.Equal(0, distribution.Bins[0].From);
        Assert.InRange(distribution.Bins.Count, 60, 90);
        for (int i = 1; i < distribution.Bins.Count; i++) Assert.Equal(distribution.Bins[i - 1].To, distribution.Bins[i].From, 9);
        Assert.InRange(distribution.Marks["max"], distribution.Bins[^1].From, distribution.Bins[^1].To);
        Assert.Equal(histogram.Quantile(0.99) / 1e6, distribution.Marks["p99"]);
        Assert.Null(Distribution.Of("x", "ms", new LatencyHistogram(), 1));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0.97, 1, 0.2)]
    [InlineData(60.8, 80, 20)]
    [InlineData(100, 100, 20)]
    [InlineData(1560, 2000, 500)]
    public void An_axis_ends_at_a_round_number_just_above(double most, double top, double step) => Assert.Equal(new Axis(top, step), Round(Axis.For(most)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.01234, "0.0123")]
    [InlineData(1.234, "1.23")]
    [InlineData(12.34, "12.3")]
    [InlineData(1234.4, "1,234")]
    public void Numbers_keep_three_digits(double value, string expected) => Assert.Equal(expected, Figure.Of(value));

    private static Axis Round(Axis axis) => new(Math.Round(axis.Top, 9), Math.Round(axis.Step, 9));

    private static IEnumerable<string> Keys(Type type, string prefix) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    private static LoadReport Report(int seconds)
    {
        LatencyHistogram ages = new();
        for (int i = 1; i <= 500; i++) ages.Record(i * Timestamp.NanosecondsPerMillisecond);
        ClientFigures clients = new()
        {
            Connected = 10, PlayingMax = 10, HashChecks = 100, Predictions = 1,
            ConnectFailures = new Dictionary<string, int> { ["JoinRefused: RoomFull"] = 2 },
            Disconnects = new Dictionary<string, int> { ["TimedOut"] = 1 },
            SnapshotAge = Spread.Of(ages), InputToEffect = Spread.Of(ages), SnapshotGap = Spread.Of(ages), Corrections = new SizeSpread(3, 0.1, 0.2, 0.3, 0.4),
        };
        SwarmFigures swarm = new() { ClientTicks = 1000, SamplingLateness = Spread.Of(ages) };
        ServerFigures server = new()
        {
            CpuSource = "status", CpuUsPerClientTick = 9, Ticks = 300, LateTicks = 1, KernelDrops = 0, StageNsPerClientTick = new StageFigures(1, 2, 3, 4, 5, 6),
            TransportDrops = new Dictionary<string, long> { ["malformed"] = 4 }, QueueDepthsMax = new Dictionary<string, double> { ["kernelReceiveBytes"] = 0.25 },
        };
        NetworkFigures[] networks = [new("wifi", clients), new("griefers", clients)];
        return new LoadReport
        {
            Scenario = "sample", StartedUtc = DateTime.UnixEpoch, Server = "127.0.0.1:7777", Spawned = true, Bots = 10, RateHz = 30, Mix = "wander 1", Seed = 1, Threads = 1, PlayersPerRoom = 64,
            MeasuredSeconds = seconds, Interrupted = false, Verdict = new Verdict(ExitCode.Pass, []), Clients = clients, Swarm = swarm, ServerSide = server,
            CostPer1000 = new CostFigures { ServerCores = 0.3, DownMbitPerSecond = 20, UpMbitPerSecond = 10 },
            Networks = networks,
            Phases =
            [
                new PhaseFigures { Name = "join", Profile = "flash", Seconds = 2, Clients = clients, Networks = networks, Swarm = swarm, ServerSide = server },
                new PhaseFigures { Name = "play", Profile = "steady", Measured = true, StartSeconds = 2, Seconds = seconds - 3, Clients = clients, Networks = networks, Swarm = swarm },
            ],
            Distributions = [Distribution.Of("snapshotAge", "ms", ages, 1e6)!],
            Series = [.. Enumerable.Range(0, seconds).Select(PointAt)],
        };
    }

    // Every number of it has a value of its own, so that none can be forgotten.
    private static SeriesPoint PointAt(int second)
    {
        SeriesPoint point = new() { Second = second, Phase = "play", Server = new ServerPoint { QueueDepths = new Dictionary<string, double> { ["kernelReceiveBytes"] = 0.1 } } };
        Fill(point, second);
        Fill(point.Server!, second);
        return point with { Playing = 10 };
    }

    private static void Fill(object record, int second)
    {
        int number = 1;
        foreach (PropertyInfo property in record.GetType().GetProperties().Where(property => property.CanWrite && property.Name != nameof(SeriesPoint.Second)))
        {
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (type.IsPrimitive) property.SetValue(record, Convert.ChangeType(number++ + (second % 3), type, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
