using System;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.Host;
using GameServer.Host.Configuration;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class OptionLayersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_layer_lies_over_the_one_before_and_says_where_its_values_stand()
    {
        Write("{\n  \"tickRate\": 20,\n  // every second\n  \"rooms\": 4,\n  \"SHARDS\": 2,\n}");
        HostConfiguration read = Read([("GAMESERVER_ROOMS", "6"), ("GAMESERVER_GRACE_SECONDS", "9"), ("PATH", "x")], ("grace-seconds", "10"), ("coder", "DENSE"));
        Assert.Empty(read.Problems);
        Assert.Equal((20, 6, 2, 10, SnapshotCoder.Dense), (read.Options.TickRateHz, read.Options.Rooms, read.Options.Shards, read.Options.GraceSeconds, read.Options.Coder));
        Assert.Equal(
            ["game default", "tick-rate appsettings.json:2", "rooms GAMESERVER_ROOMS", "shards appsettings.json:5", "coder --coder", "grace-seconds --grace-seconds"],
            read.Settings.Where(setting => setting.Origin != "default" || setting.Option.Name == "game").Select(setting => $"{setting.Option.Name} {setting.Origin}"));
    }

    [Theory]
    [InlineData("{ \"tickRate\": 500 }", "GS-7001 appsettings.json:1: --tick-rate is '500'; a whole number from 1 to 128 is needed.")]
    [InlineData("{ \"tickRate\": 29.5 }", "GS-7001 appsettings.json:1: --tick-rate is '29.5'; a whole number from 1 to 128 is needed.")]
    [InlineData("{\n\n \"tickrat\": 5 }", "GS-7006 appsettings.json:3: there is no option 'tickrat'. Did you mean tickRate?")]
    [InlineData("{ \"flux\": 5 }", "GS-7006 appsettings.json:1: there is no option 'flux'.")]
    [InlineData("{ \"rooms\": { \"a\": 1 } }", "GS-7002 appsettings.json:1: rooms must be a text, a number, true or false.")]
    [InlineData("{ \"rooms\": [ [1], null ] }", "GS-7002 appsettings.json:1: rooms must be a text, a number, true or false.")]
    [InlineData("{ \"rooms\": null }", "GS-7002 appsettings.json:1: rooms must be a text, a number, true or false.")]
    [InlineData("{ \"rooms\": 1,\n \"Rooms\": 2 }", "GS-7003 appsettings.json:2: rooms stands here again; once is enough.")]
    [InlineData("{ \"rooms\": 1,\n \"node\" }", "GS-7002 appsettings.json:2: this is not JSON, at character 9 of the line.")]
    [InlineData("{ \"rooms\": 1", "GS-7002 appsettings.json:1: this is not JSON, at character 13 of the line.")]
    [InlineData("{} {}", "GS-7002 appsettings.json:1: this is not JSON, at character 4 of the line.")]
    [InlineData("", "GS-7002 appsettings.json:1: this is not JSON, at character 1 of the line.")]
    [InlineData("[1]", "GS-7002 appsettings.json:1: one object with options is needed: { \"tickRate\": 30 }.")]
    [InlineData("{ \"shards\": 3 }", "GS-7003 appsettings.json:1: --rooms is 1, fewer than --shards 3.")]
    public void What_is_wrong_with_a_file_is_told_with_its_line(string json, string problem)
    {
        Write(json);
        Assert.Equal([problem], Read([]).Problems.Select(found => found.ToString()));
    }

    [Theory]
    [InlineData("GAMESERVER_TICKRATE", "30", "GS-7006 GAMESERVER_TICKRATE: there is no such variable. Did you mean GAMESERVER_TICK_RATE?")]
    [InlineData("GAMESERVER_TOKN", "30", "GS-7006 GAMESERVER_TOKN: there is no such variable. Did you mean GAMESERVER_TOKEN?")]
    [InlineData("GAMESERVER_REAL_TIME", "yes", "GS-7002 GAMESERVER_REAL_TIME: --real-time is 'yes'; true or false is needed.")]
    [InlineData("GAMESERVER_PORT", "udp://10.0.0.1:7777", "GS-7006 GAMESERVER_PORT: Kubernetes sets this")]
    [InlineData("GAMESERVER_SERVICE_HOST", "10.0.0.1", "GS-7006 GAMESERVER_SERVICE_HOST: Kubernetes sets this")]
    [InlineData("GAMESERVER_BIND", "nowhere", "GS-7002 GAMESERVER_BIND: --bind is 'nowhere', which is not an IP address.")]
    public void What_is_wrong_with_a_variable_is_told_with_its_name(string name, string text, string problem) =>
        Assert.StartsWith(problem, Assert.Single(Read([(name, text)]).Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Everything_wrong_in_all_layers_is_told_at_once()
    {
        Write("{ \"tickRate\": 0, \"prot\": 1 }");
        HostConfiguration read = Read([("GAMESERVER_COODER", "auto"), ("GAMESERVER_NODE", "-1")], ("rooms", "2"), ("shards", "3"), ("durability", "maybe"));
        Assert.Equal(6, read.Problems.Count);
        Assert.Equal(["gameserver: 6 problems with the options:", "  GS-7006 appsettings.json:1: there is no option 'prot'. Did you mean port?"], read.Complaint().Take(2));
        Assert.Contains(read.Problems, problem => problem == new OptionProblem(ErrorCode.OptionsDisagree, "", "--rooms is 2, fewer than --shards 3."));
    }

    [Fact]
    public void What_cannot_be_read_causes_no_second_complaint_by_its_default()
    {
        HostConfiguration read = Read([], ("players", "postgrs"), ("players-connection", "Host=db"));
        Assert.Equal("GS-7002 --players is 'postgrs'; one of files, postgres, none is needed.", Assert.Single(read.Problems).ToString());
    }

    [Fact]
    public void A_connection_that_stands_in_the_environment_for_good_counts_only_for_the_store_that_has_use_for_it()
    {
        (string, string)[] variables = [("GAMESERVER_PLAYERS_CONNECTION", "Host=db;Password=secret")];
        HostConfiguration files = Read(variables);
        Assert.Empty(files.Problems);
        Assert.Equal("", files.Options.PlayersConnection);
        Assert.Equal("Host=db;Password=secret", Read(variables, ("players", "postgres")).Options.PlayersConnection);
        Assert.Equal("Host=else", Read(variables, ("players", "postgres"), ("players-connection", "Host=else")).Options.PlayersConnection);
        Assert.StartsWith("GS-7003 --players-connection is for --players postgres", Assert.Single(Read([], ("players-connection", "Host=db")).Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_named_must_be_there_by_flag_or_variable()
    {
        Assert.Contains("nowhere.json: the file cannot be read", Assert.Single(new OptionLayers { Folder = _folder, File = "nowhere.json" }.Read().Problems).ToString(), StringComparison.Ordinal);
        Write("{ \"rooms\": 7 }", "other.json");
        Assert.Equal(7, Read([("GAMESERVER_CONFIG", "other.json")]).Options.Rooms);
        Write("{ \"rooms\": 7 ".PadRight(2 << 20) + "}");
        Assert.Contains("at most 1048576 are read", Assert.Single(Read([]).Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_never_shown()
    {
        HostConfiguration read = Read([], ("key", "hush"));
        Assert.Equal("********", Assert.Single(read.Settings, setting => setting.Option.Name == "key").Shown);
        Assert.All(OptionTable.All.Where(option => option.IsSecret), option => Assert.DoesNotContain("hush", option.ProblemOf("hush").Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_has_three_names_of_its_own_and_reads_back_what_it_writes()
    {
        HostOptions defaults = new();
        foreach (OptionDefinition option in OptionTable.All)
        {
            string text = option.Format(defaults);
            if (text.Length > 0) Assert.Equal(text, option.Format(option.TryApply(new HostOptions(), text)!));
            foreach (string choice in option.Choices) Assert.Equal(choice, option.Format(option.TryApply(defaults, choice)!));
        }

        Assert.Equal(OptionTable.All.Count, OptionTable.All.Select(option => option.Variable).Distinct().Count());
        Assert.Equal(("--tick-rate", "tickRate", "GAMESERVER_TICK_RATE"), Names(OptionTable.All.Single(option => option.Name == "tick-rate")));
    }

    [Theory]
    [InlineData("run --rooms 3 --keep-segments --real-time false --coder dense", "rooms 3,coder dense,real-time false,keep-segments true")]
    [InlineData("run --keep-segments --rooms 3", "rooms 3,keep-segments true")]
    [InlineData("run --admin-token viewer:0123456789abcdef --admin-token admin@eve:fedcba9876543210 --rooms 2", "rooms 2,admin-token viewer:0123456789abcdef,admin@eve:fedcba9876543210")]
    [InlineData("run --game arena --port 7000 --bind 127.0.0.1 --players files --checkpoint-seconds 0.5", "game arena,port 7000,bind 127.0.0.1,checkpoint-seconds 0.5,players files")]
    [InlineData("run", "")]
    public void Flags_are_options(string line, string expected)
    {
        OptionFlags flags = new();
        System.CommandLine.Command run = new("run");
        flags.AddTo(run);
        System.CommandLine.ParseResult parsed = run.Parse(line);
        Assert.Empty(parsed.Errors);
        HostConfiguration read = flags.Read(parsed);
        Assert.Empty(read.Problems);
        Assert.Equal(expected, string.Join(',', read.Settings.Where(setting => setting.Origin.StartsWith("--", StringComparison.Ordinal)).Select(setting => $"{setting.Option.Name} {setting.Value}")));
    }

    [Fact]
    public void The_document_of_options_is_what_the_table_says() => GeneratedDocument.Check("docs/OPTIONS.md", OptionsDocument.Write());

    private static (string Flag, string Key, string Variable) Names(OptionDefinition option) => (option.Flag, option.Key, option.Variable);

    private void Write(string json, string name = OptionsFile.DefaultName) => File.WriteAllText(Path.Combine(_folder, name), json);

    private HostConfiguration Read((string Name, string Text)[] variables, params (string Name, string Text)[] flags) => new OptionLayers
    {
        Folder = _folder,
        Variables = variables.ToDictionary(variable => variable.Name, variable => variable.Text),
        Flags = [.. flags.Select(flag => OptionTable.All.Single(option => option.Name == flag.Name)).Zip(flags, (option, flag) => new OptionText(option, flag.Text, option.Flag))],
    }.Read();
}
