using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using System.Xml.Linq;
using GameServer.Arena;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Capacity;
using GameServer.LoadTest.Compare;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Thresholds;
using GameServer.LoadTest.Workers;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LoadTestToolTests
{
    [Fact]
    public void Two_workers_tell_what_one_would_have_told()
    {
        Prng prng = new(5);
        Tally one = new();
        Tally[] two = [new Tally(), new Tally()];
        for (int i = 0; i < 20_000; i++)
        {
            long age = (long)(prng.NextDouble() * prng.NextDouble() * 1e9);
            one.Times.SnapshotAge.Record(age);
            two[i & 1].Times.SnapshotAge.Record(age);
        }

        Tally.Count(two[0].Disconnects, "TimedOut");
        two[1].Totals = new SwarmTotals { BytesIn = 7 };
        Tally merged = new();
        foreach (Tally part in two)
        {
            SwarmSecond second = new() { Index = 3, Phase = 1, Groups = [part], Playing = 9 };
            string line = JsonSerializer.Serialize(WireSecond.Of(second), new JsonSerializerOptions { IncludeFields = true });
            SwarmSecond read = JsonSerializer.Deserialize<WireSecond>(line, new JsonSerializerOptions { IncludeFields = true })!.Read();
            Assert.Equal((3, 1, 9), (read.Index, read.Phase, read.Playing));
            merged.Merge(read.Groups[0]);
        }

        Assert.Equal(one.Times.SnapshotAge.ToBytes().AsSpan(24).ToArray(), merged.Times.SnapshotAge.ToBytes().AsSpan(24).ToArray());
        Assert.Equal(one.Times.SnapshotAge.Quantile(0.999), merged.Times.SnapshotAge.Quantile(0.999));
        Assert.Equal((1, 7L), (merged.Disconnects["TimedOut"], merged.Totals.BytesIn));
    }

    [Fact]
    public void Bytes_that_are_no_histogram_add_nothing()
    {
        LatencyHistogram histogram = new();
        histogram.Record(5);
        histogram.Record(1_000_000);
        byte[] bytes = histogram.ToBytes();
        LatencyHistogram other = new();
        Assert.False(other.TryMergeBytes(bytes.AsSpan(0, bytes.Length - 1)));
        bytes[27] = 0x7F;   // a bucket far outside
        Assert.False(other.TryMergeBytes(bytes));
        Assert.False(other.TryMergeBytes([]));
        Assert.Equal(0, other.Count);
    }

    [Theory]
    [InlineData(730, 20_000, 730)]
    [InlineData(20_000, 20_000, 20_000)]
    [InlineData(99, 20_000, 99)]
    [InlineData(0, 20_000, 0)]
    public async Task The_search_for_capacity_ends_within_its_precision(int truth, int most, int expected)
    {
        CapacitySearch search = new(100, most, 0.1, bots => Task.FromResult(bots <= truth ? ExitCode.Pass : ExitCode.Fail));
        Assert.True(await search.Run());
        Assert.InRange(search.Holds, (int)(expected * 0.9) - 1, expected);
        Assert.True(search.Trials.Count < 20);
        Assert.False(search.IsGeneratorsLimit);
    }

    [Fact]
    public async Task Bots_that_give_out_first_are_not_the_servers_limit()
    {
        CapacitySearch search = new(100, 1000, 0.1, bots => Task.FromResult(bots <= 300 ? ExitCode.Pass : ExitCode.Invalid));
        Assert.True(await search.Run());
        Assert.True(search.IsGeneratorsLimit);
    }

    [Fact]
    public void Only_what_noise_does_not_explain_is_marked()
    {
        using JsonDocument calm = Report(second => 5 + (second % 3 * 0.1), second => 10 + (second % 5));
        using JsonDocument slower = Report(second => 6 + (second % 3 * 0.1), second => 11 + (second % 5));
        RunComparison comparison = RunComparison.Of(calm.RootElement, slower.RootElement);
        Assert.Equal("worse", comparison.Figures.Single(figure => figure.Name == "snapshot age p50, ms").Mark);
        Assert.Equal("", comparison.Figures.Single(figure => figure.Name == "snapshot age p99, ms").Mark);
        Assert.True(comparison.IsWorse);
        Assert.False(RunComparison.Of(slower.RootElement, calm.RootElement).IsWorse);
        Assert.False(RunComparison.Of(calm.RootElement, calm.RootElement).IsWorse);
    }

    [Fact]
    public void Build_servers_are_told_each_promise()
    {
        Spread nothing = new(0, 0, 0, 0, 0);
        LoadReport report = new()
        {
            Scenario = "crush", StartedUtc = DateTime.UnixEpoch, Server = "x", Spawned = true, Bots = 1, RateHz = 30, Mix = "", Seed = 1, Threads = 1, PlayersPerRoom = 64, MeasuredSeconds = 1, Interrupted = false,
            Verdict = new Verdict(ExitCode.Fail, ["late"]),
            Clients = new ClientFigures
            {
                ConnectFailures = new Dictionary<string, int>(), Disconnects = new Dictionary<string, int>(), SnapshotAge = nothing, InputToEffect = nothing, SnapshotGap = nothing,
            },
            Swarm = new SwarmFigures { SamplingLateness = nothing },
            ServerSide = null,
            Thresholds = [new ThresholdResult("late_ticks == 0", 3, 0, false), new ThresholdResult("disconnects == 0", 0, 0, true), new ThresholdResult("allocated == 0", null, 0, null)],
        };
        XElement suite = JUnitFile.Of(report).Root!;
        Assert.Equal(("5", "1", "0", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value, suite.Attribute("skipped")!.Value));
        Assert.Equal("3 was measured", suite.Descendants("failure").Single().Attribute("message")!.Value);
    }

    [Fact]
    public void The_live_view_shows_phases_and_a_curve()
    {
        Assert.Equal(" ▄█", LiveView.Sparkline([0, 5, 10]));
        Scenario scenario = new RunOptions { Spawn = true }.Over(null);
        SeriesPoint point = new() { Second = 1, Phase = "warm-up", Wanted = 100, Playing = 90 };
        string[] lines = [.. LiveView.Lines(new ProgressState(scenario, 1, 2, 3, 90, 0, point), [point])];
        Assert.StartsWith("✓ connect ▶ warm-up 2/3 s · measure", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("90 of 100", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_is_repeated_and_a_wrong_one_is_refused_with_its_line()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        string names = string.Join(',', ScriptedPilot.Names(ArenaSchema.Schema.Input));
        try
        {
            int fields = ArenaSchema.Schema.Input.Fields.Length;
            string zeros = string.Join(',', Enumerable.Repeat("0", fields));
            string ones = string.Join(',', Enumerable.Repeat("1", fields));
            File.WriteAllText(path, $"{names}\n{zeros}\n{ones}\n");
            int[][]? rows = ScriptedPilot.Read(path, ArenaSchema.Schema.Input, out string problem);
            Assert.Equal("", problem);
            ScriptedPilot pilot = new(rows!, start: 1);
            int[] command = new int[fields];
            foreach (int expected in new[] { 1, 0, 1 })
            {
                pilot.Decide(null!, new Tick(1), command);
                Assert.Equal(expected, command[0]);
            }

            File.WriteAllText(path, $"{names}\n{zeros}\n{zeros.Replace("0", "99999", StringComparison.Ordinal)}\n");
            Assert.Null(ScriptedPilot.Read(path, ArenaSchema.Schema.Input, out problem));
            Assert.Contains(":3: ", problem, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_was_recorded_is_what_a_script_repeats()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            InputRecording recording = new(ArenaSchema.Schema.Input);
            int[][] rows = [.. Enumerable.Range(0, 50).Select(tick => ArenaSchema.Schema.Input.Fields.ToArray().Select(field => (int)Math.Min(field.Max, tick)).ToArray())];
            for (uint tick = 0; tick < rows.Length; tick++) recording.InputSampled(new Tick(tick), rows[tick]);
            recording.Write(path);
            Assert.Equal(rows, ScriptedPilot.Read(path, ArenaSchema.Schema.Input, out string problem));
            Assert.Equal(("", 50), (problem, recording.Count));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("down_per_client < 32kB/s", 32_000)]
    [InlineData("allocation_rate < 400 kB/s in crush", 400_000)]
    [InlineData("allocated < 1.5MB", 1_500_000)]
    [InlineData("swarm_cpu_per_client_tick < 6x floor", 6)]
    [InlineData("late_share < 5%", 0.05)]
    public void Thresholds_are_written_in_the_units_people_use(string text, double value)
    {
        Assert.True(Threshold.TryParse(text, out Threshold? threshold, out string problem), problem);
        Assert.Equal(value, threshold!.Value, 9);
    }

    private static JsonDocument Report(Func<int, double> age50, Func<int, double> age99)
    {
        var series = Enumerable.Range(0, 30).Select(second => new { phase = "measure", snapshotAgeP50Ms = age50(second), snapshotAgeP99Ms = age99(second) });
        return JsonSerializer.SerializeToDocument(new { phases = new[] { new { name = "measure", measured = true } }, series });
    }
}
