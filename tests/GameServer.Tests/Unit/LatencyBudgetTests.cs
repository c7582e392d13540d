using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using GameServer.Arena;
using GameServer.LoadTest.Budget;
using GameServer.LoadTest.Run;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LatencyBudgetTests
{
    private static readonly BudgetOptions Small = new() { Rtt = "0,150,400", Loss = "0,10", Seconds = 6, Players = 3 };

    [Fact]
    public void All_wrong_options_are_named_at_once_and_end_with_code_2()
    {
        StringWriter people = new();
        BudgetOptions wrong = new() { Game = "chess", Rtt = "0,x", Loss = "5,5", Seconds = 0, JitterMs = -1, Players = 1, RateHz = 1, Jobs = 0, Folder = " " };
        Assert.Equal(ExitCode.Unusable, BudgetCommand.Run(wrong, TextWriter.Null, people));
        foreach (string name in new[] { "--game chess", "--rtt 0,x", "--loss 5,5", "--seconds", "--jitter", "--players", "--rate", "--jobs", "--out" }) Assert.Contains(name, people.ToString());
        Assert.Empty(new BudgetOptions().Problems());
        Assert.Empty(new BudgetOptions { Game = "arena:walled" }.Problems());
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("0,0.5,20", true)]
    [InlineData("", false)]
    [InlineData("1,", false)]
    [InlineData("2,1", false)]
    [InlineData("-1", false)]
    [InlineData("91", false)]
    [InlineData("NaN", false)]
    [InlineData("0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16", false)]
    public void Steps_are_rising_numbers_in_range(string text, bool good)
    {
        Assert.Equal(good, BudgetOptions.TryParseSteps(text, 90, out _));
        Assert.Equal(good, new BudgetOptions { Loss = text }.Problems().Count == 0);
    }

    [Theory]
    [InlineData(10, null)]          // a value equal to the limit is within
    [InlineData(9, 100.0 + (100.0 * 3 / 4))]
    [InlineData(6, 100.0)]
    [InlineData(5, 50.0)]
    [InlineData(1, 0.0)]            // over from the first place on
    public void A_limit_is_crossed_on_the_straight_line_between_two_cells(double limit, double? expected)
    {
        Assert.Equal(expected, LimitLine.FirstOver([0, 100, 200], [4, 6, 10], limit));
    }

    [Fact]
    public void Only_limits_that_the_game_declares_are_looked_for_and_said()
    {
        CellFigures[] cells = [Cell(0, 0, 50), Cell(0, 10, 350), Cell(100, 0, 250), Cell(100, 10, 400), Cell(200, 0, 350), Cell(200, 10, 500)];
        LimitLine line = Assert.Single(LimitLine.Of(new LatencyBudget { InputAgeMs = 300 }, [0, 100, 200], [0, 10], cells));
        Assert.Equal([new LimitCrossing(0, 150), new LimitCrossing(10, 0)], line.Crossings);
        Assert.Equal("Input age p95: crosses the limit of 300 ms at a round trip of 150 ms (0 %) · any (10 %).", line.Sentence(0));
        Assert.Contains("within the limit of 600 ms everywhere", LimitLine.Of(new LatencyBudget { InputAgeMs = 600 }, [0, 100, 200], [0, 10], cells)[0].Sentence(0), StringComparison.Ordinal);
        Assert.Contains("over the limit of 10 ms everywhere", LimitLine.Of(new LatencyBudget { InputAgeMs = 10 }, [0, 100, 200], [0, 10], cells)[0].Sentence(0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "w0")]
    [InlineData(100, "w4")]
    [InlineData(100.1, "o0")]
    [InlineData(999, "o4")]
    public void A_colour_says_on_which_side_of_the_limit_a_cell_is(double value, string shade) => Assert.Equal(shade, BudgetMap.Shade(value, 100, 1000));

    [Fact]
    public void A_sweep_depends_on_its_seed_and_not_on_its_threads()
    {
        BudgetReport one = ReportOf(Small with { Jobs = 1 });
        Assert.Equal(one.ToJson(), ReportOf(Small with { Jobs = 3 }).ToJson());
        Assert.NotEqual(one.ToJson(), ReportOf(Small with { Seed = 2 }).ToJson());
    }

    [Fact]
    public void A_worse_network_ages_inputs_and_pictures_and_the_next_frame_shows_inputs_all_the_same()
    {
        BudgetReport report = ReportOf(Small);
        for (int column = 0; column < 2; column++)
        {
            for (int row = 0; row < 3; row++)
            {
                CellFigures cell = report.Cell(row, column);
                Assert.True(cell.PredictedTicks > 3 * 6 * 25 && cell.InputAgeMsP50 >= cell.RttMs && cell.PictureAgeMsP95 > cell.RttMs, cell.ToString());
                Assert.Equal(1, cell.FramesToShowP99);
            }

            Assert.True(report.Cell(0, column).InputAgeMsP95 <= ArenaRules.LatencyBudget.InputAgeMs && report.Cell(2, column).InputAgeMsP95 > ArenaRules.LatencyBudget.InputAgeMs);
        }

        for (int row = 0; row < 3; row++)
        {
            Assert.Equal(0, report.Cell(row, 0).MissedMispredictionsPer100Ticks);
            Assert.True(report.Cell(row, 1).InterpolationMs > report.Cell(row, 0).InterpolationMs, $"row {row}");
        }

        Assert.Contains(" 300 ms ", report.Limits.First(line => line.Measure.StartsWith("Input age", StringComparison.Ordinal)).Sentence(0), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_is_well_formed_needs_nothing_else_and_shows_every_cell()
    {
        string folder = Directory.CreateTempSubdirectory("budget").FullName;
        try
        {
            StringWriter output = new();
            Assert.Equal(ExitCode.Pass, BudgetCommand.Run(Small with { Folder = folder, Seconds = 1 }, output, TextWriter.Null));
            string text = File.ReadAllText(Path.Combine(folder, "latency-budget.html"));
            Assert.DoesNotContain("http", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
            XDocument page = XDocument.Parse(text);
            List<XElement> maps = [.. page.Descendants("svg")];
            Assert.Equal(Measure.All.Count, maps.Count);
            foreach (XElement map in maps) Assert.Equal(6, map.Descendants("rect").Count());
            foreach (string cell in new[] { "0 ms, 0 % loss", "0 ms, 10 % loss", "150 ms, 0 % loss", "150 ms, 10 % loss", "400 ms, 0 % loss", "400 ms, 10 % loss" })
            {
                Assert.Equal(Measure.All.Count, page.Descendants("title").Count(title => title.Value.StartsWith(cell, StringComparison.Ordinal)));
            }

            XElement inputAge = maps.Single(map => map.Attribute("aria-label")!.Value.StartsWith("Input age", StringComparison.Ordinal));
            Assert.NotEmpty(inputAge.Element("path")!.Attribute("d")!.Value);
            string[] over = [.. inputAge.Descendants("title").Select(title => title.Value).Where(title => title.EndsWith("over the limit", StringComparison.Ordinal))];
            Assert.Contains(over, title => title.StartsWith("400 ms, 0 % loss", StringComparison.Ordinal));
            Assert.DoesNotContain(over, title => title.StartsWith("0 ms, 0 % loss", StringComparison.Ordinal));
            Assert.Contains("crosses the limit of", output.ToString(), StringComparison.Ordinal);
            Assert.Contains("\"inputAgeMsP95\"", File.ReadAllText(Path.Combine(folder, "latency-budget.json")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BudgetReport ReportOf(BudgetOptions options) => BudgetReport.Of(options, ArenaRules.LatencyBudget, new BudgetSweep(options).Run());

    private static CellFigures Cell(double rttMs, double lossPercent, double inputAgeMs) => new()
    {
        RttMs = rttMs,
        LossPercent = lossPercent,
        PredictedTicks = 1,
        Mispredictions = 0,
        MispredictionsPer100Ticks = 0,
        MissedMispredictionsPer100Ticks = 0,
        MissedInputsPer100Ticks = 0,
        Corrections = 0,
        CorrectionUnitsP50 = 0,
        CorrectionUnitsP95 = 0,
        CorrectionUnitsP99 = 0,
        InputAgeMsP50 = 0,
        InputAgeMsP95 = inputAgeMs,
        FramesToShowP99 = 1,
        PictureAgeMsP95 = 0,
        InterpolationMs = 0,
        Rewinds = 0,
        RewindsClampedPercent = 0,
    };
}
