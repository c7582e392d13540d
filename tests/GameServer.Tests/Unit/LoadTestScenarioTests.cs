using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Thresholds;
using GameServer.Core;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LoadTestScenarioTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "loadtest", "scenarios");

    public static TheoryData<string> Shipped() => [.. Directory.GetFiles(s_folder, "*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_scenario_can_be_read_and_promises_something(string file)
    {
        Scenario? scenario = ScenarioReader.Read(File.ReadAllText(Path.Combine(s_folder, file)), Path.Combine(s_folder, file), out IReadOnlyList<string> problems);
        Assert.Empty(problems);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), scenario!.Name);
        Assert.NotEmpty(scenario.Thresholds);
        Assert.True(scenario.Spawn, "it must run without a server at hand");
    }

    [Fact]
    public void Small_groups_are_timed_whole_and_large_ones_by_an_eighth()
    {
        Assert.All(Enumerable.Range(0, 512), number => Assert.True(BotCast.IsTimed(number, 512)));
        Assert.InRange(Enumerable.Range(0, 1650).Count(number => BotCast.IsTimed(number, 1650)), 150, 260);
        Assert.InRange(Enumerable.Range(0, 1650).Count(number => BotCast.IsTimed(number * 2, 1650)), 150, 260);   // of two threads
    }

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_line()
    {
        const string Text = """
            name: wrong
            bots: many
            mix:
              - behaviour: dance
            networks:
              - preset: lan
                dely: 3
            phases:
              - profile: churn
                seconds: -1
            thresholds:
              - snapshot_aeg.p99 < 100ms
              - late_ticks == 0 in nowhere
              - snapshot_age.p99 < 3%
            """;
        Assert.Null(ScenarioReader.Read(Text, "wrong.yaml", out IReadOnlyList<string> problems));
        string[] places = [.. problems.Select(problem => string.Join(':', problem.Split(':').Take(2)))];
        Assert.Equal(["wrong.yaml:2", "wrong.yaml:4", "wrong.yaml:7", "wrong.yaml:10", "wrong.yaml:12", "wrong.yaml:14"], places.Order(LineOrder.Instance).Distinct());
        Assert.Contains(problems, problem => problem.Contains("'dely' is not known here", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("snapshot_age", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name: [", "wrong.yaml:2:1: not YAML")]
    [InlineData("- a", "wrong.yaml:1:1: a scenario is one mapping")]
    [InlineData("", "wrong.yaml:1:1: a scenario is one mapping")]
    [InlineData("name: x", "wrong.yaml:1:1: a scenario needs 'phases'")]
    public void What_is_no_scenario_at_all_is_said_so(string text, string start)
    {
        Assert.Null(ScenarioReader.Read(text, "wrong.yaml", out IReadOnlyList<string> problems));
        Assert.StartsWith(start, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_for_editors_knows_the_same_words()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "scenario.schema.json")));
        Assert.Equal(LoadProfiles.Names, Words(schema, "phase", "profile"));
        Assert.Equal(NetworkReader.Presets, Words(schema, "network", "preset"));
        Assert.Equal(Enum.GetNames<BotBehaviour>().Select(name => name.ToLowerInvariant()), Words(schema, "bots", "behaviour"));
        Assert.Equal(Enum.GetNames<Backoff>().Select(name => name.ToLowerInvariant()), Words(schema, "phase", "backoff"));
        Assert.Equal(Enum.GetNames<Gathering>().Select(name => name.ToLowerInvariant()), Words(schema, "phase", "gather"));
    }

    [Fact]
    public void Options_alone_make_a_scenario_and_override_one()
    {
        Scenario alone = new RunOptions { Spawn = true, Bots = 50, Seconds = 7, LateTicksMax = 2 }.Over(null);
        Assert.Equal(["connect", "warm-up", "measure"], alone.Phases.Select(phase => phase.Name));
        Assert.Equal(7, alone.Phases.Where(phase => phase.IsMeasured).Sum(phase => phase.Seconds));
        Assert.Equal(["connect_failures == 0", "disconnects == 0", "late_ticks <= 2"], alone.Thresholds.Select(threshold => threshold.Text));
        Scenario shorter = new RunOptions { Server = "127.0.0.1:1", Seed = 9, Seconds = 14 }.Over(alone);
        Assert.Equal((false, 50, 9UL, 14.0), (shorter.Spawn, shorter.Bots, shorter.Seed, shorter.Phases[2].Seconds));
    }

    [Theory]
    [InlineData("snapshot_age.p99 < 100ms", 99.0, true)]
    [InlineData("snapshot_age.p99 < 100ms", 100.0, false)]
    [InlineData("snapshot_age.p99.9 <= 1.5s", 1500.0, true)]
    [InlineData("loss < 2% on 4g-p95", 0.021, false)]
    [InlineData("hash_mismatches == 0 in churn", 0.0, true)]
    [InlineData("cpu_per_client_tick < 9us", 8.0, true)]
    [InlineData("connected >= 10", 9.0, false)]
    public void A_threshold_is_read_with_its_unit(string text, double figure, bool holds)
    {
        Assert.True(Threshold.TryParse(text, out Threshold? threshold, out string problem), problem);
        Assert.Equal(holds, threshold!.Holds(figure, threshold.Value));
    }

    [Fact]
    public void Bots_come_one_by_one_along_the_curve_and_the_last_to_come_are_the_first_to_go()
    {
        LoadPhase phase = LoadProfiles.Find("doors-open")!;
        PhasePlan up = new(phase, 100, 0);
        Assert.Equal(0, up.MomentNs(0));
        Assert.Equal(30 * Timestamp.NanosecondsPerSecond, up.MomentNs(50));
        Assert.Equal(50, up.WantedAt(30));
        PhasePlan down = new(phase with { To = 0.5 }, 100, 100);
        Assert.True(down.MomentNs(99) < down.MomentNs(60));
        Assert.True(down.Wants(49) && !down.Wants(50));
    }

    [Fact]
    public void Any_number_of_bots_holds_the_proportions_of_the_mix()
    {
        Scenario scenario = new()
        {
            Name = "mixed",
            Phases = [LoadProfiles.Find("steady")!],
            Mix = [new BotShare(BotBehaviour.Wander, 70), new BotShare(BotBehaviour.Afk, 30)],
            Networks = [new NetworkShare { Name = "a", Weight = 3 }, new NetworkShare { Name = "b", Weight = 1 }],
        };
        BotCast cast = new(scenario);
        foreach (int bots in new[] { 20, 100, 1000 })
        {
            int away = Enumerable.Range(0, bots).Count(number => cast.RoleOf(number).Behaviour == BotBehaviour.Afk);
            int far = Enumerable.Range(0, bots).Count(number => cast.NetworkOf(number) == 1);
            Assert.InRange(away, (bots * 0.3) - 2, (bots * 0.3) + 2);
            Assert.InRange(far, (bots * 0.25) - 2, (bots * 0.25) + 2);
        }
    }

    private static IEnumerable<string> Words(JsonDocument schema, string definition, string property) =>
        schema.RootElement.GetProperty("$defs").GetProperty(definition).GetProperty("properties").GetProperty(property).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);

    private sealed class LineOrder : IComparer<string>
    {
        public static readonly LineOrder Instance = new();

        public int Compare(string? x, string? y) => int.Parse(x!.Split(':')[1], null).CompareTo(int.Parse(y!.Split(':')[1], null));
    }
}
