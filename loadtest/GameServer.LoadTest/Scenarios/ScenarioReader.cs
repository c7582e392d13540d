using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Target;
using GameServer.LoadTest.Thresholds;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GameServer.LoadTest.Scenarios;

/// <summary>Scenario files → <see cref="Scenario"/>, or every mistake in them with its line. The fields are described for editors in <c>loadtest/scenarios/scenario.schema.json</c>.</summary>
internal sealed class ScenarioReader
{
    private static readonly string[] s_behaviours = [.. Enum.GetNames<BotBehaviour>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] s_backoffs = [.. Enum.GetNames<Backoff>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] s_gatherings = [.. Enum.GetNames<Gathering>().Select(name => name.ToLowerInvariant())];

    private readonly List<string> _problems = [];
    private readonly string _file;
    private readonly string _folder;

    private ScenarioReader(string file)
    {
        _file = file;
        _folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "";
    }

    /// <summary>Null, and every problem as <c>file:line:column: what</c>, when the text is no scenario.</summary>
    public static Scenario? Read(string text, string file, out IReadOnlyList<string> problems)
    {
        ScenarioReader reader = new(file);
        problems = reader._problems;
        Scenario? scenario = reader.Read(text);
        return problems.Count == 0 ? scenario : null;
    }

    private Scenario? Read(string text)
    {
        YamlStream stream = [];
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException failure)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{_file}:{failure.Start.Line}:{failure.Start.Column}: not YAML: {failure.Message}"));
            return null;
        }

        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            _problems.Add($"{_file}:1:1: a scenario is one mapping that begins with 'name:'");
            return null;
        }

        YamlFields fields = new(root, _file, _problems);
        Scenario scenario = new()
        {
            Name = fields.Text("name", Path.GetFileNameWithoutExtension(_file)),
            Description = fields.Text("description", ""),
            Server = fields.TextOrNull("server"),
            Spawn = fields.Flag("spawn", false),
            ServerArguments = fields.Text("server-args", ""),
            Key = fields.Text("key", "gameserver"),
            GamePath = fields.TextOrNull("game") is { } game ? Path.Combine(_folder, game) : null,
            Predicts = fields.Flag("predict", false),
            Bots = fields.Integer("bots", 100, 1, 20_000),
            RateHz = fields.Integer("rate", 30, 1, 128),
            Seed = fields.Seed("seed", 1),
            Mix = ReadMix(fields),
            Networks = ReadNetworks(fields),
            Phases = ReadPhases(fields),
            Thresholds = ReadThresholds(fields),
        };
        fields.End();
        if (scenario.Server is not null && !ServerAddress.TryParse(scenario.Server, out _)) fields.Complain("server", $"server {scenario.Server} is not HOST:PORT (IPv6 as [::1]:7777)");
        if (_problems.Count == 0) CheckNames(fields, scenario);
        return scenario;
    }

    private IReadOnlyList<BotShare> ReadMix(YamlFields scenario)
    {
        List<BotShare> mix = [];
        foreach (YamlFields fields in scenario.Mappings("mix"))
        {
            BotBehaviour behaviour = WordAs<BotBehaviour>(fields, "behaviour", s_behaviours);
            string? script = fields.TextOrNull("script");
            if (behaviour == BotBehaviour.Scripted && script is null) fields.Complain("a scripted bot needs 'script: FILE'");
            if (script is not null && !File.Exists(Path.Combine(_folder, script))) fields.Complain("script", $"there is no {Path.Combine(_folder, script)}");
            mix.Add(new BotShare(
                behaviour,
                fields.Number("weight", 1, 0, 1e6),
                fields.Number("session", behaviour == BotBehaviour.Rejoiner ? 10 : 0, 0, 86_400),
                fields.Number("think", 0, 0, 60_000),
                script is null ? null : Path.Combine(_folder, script)));
            fields.End();
        }

        if (mix.Count > 0 && mix.Sum(share => share.Weight) <= 0) scenario.Complain("mix", "the weights of mix add up to nothing");
        return mix.Count > 0 ? mix : [new BotShare(BotBehaviour.Wander, 1)];
    }

    private IReadOnlyList<NetworkShare> ReadNetworks(YamlFields scenario)
    {
        List<NetworkShare> networks = [];
        int rateHz = scenario.Integer("rate", 30, 1, 128);
        foreach (YamlFields fields in scenario.Mappings("networks")) networks.Add(NetworkReader.Read(fields, rateHz));
        if (networks.Count > 0 && networks.Sum(share => share.Weight) <= 0) scenario.Complain("networks", "the weights of networks add up to nothing");
        return networks.Count > 0 ? networks : [new NetworkShare { Name = "none" }];
    }

    private static IReadOnlyList<LoadPhase> ReadPhases(YamlFields scenario)
    {
        List<LoadPhase> phases = [];
        foreach (YamlFields fields in scenario.Mappings("phases"))
        {
            LoadPhase profile = LoadProfiles.Find(fields.Word("profile", LoadProfiles.Names) ?? "steady")!;
            if (!fields.Has("profile")) fields.Complain($"a phase needs 'profile', one of {string.Join(", ", LoadProfiles.Names)}");
            phases.Add(profile with
            {
                Name = fields.Text("name", profile.Name),
                Seconds = fields.Number("seconds", profile.Seconds, 0.1, 7 * 86_400),
                To = fields.Number("to", profile.To * 100, 0, 1000) / 100,
                OverSeconds = fields.Number("over", fields.Has("seconds") ? Math.Min(profile.OverSeconds, fields.Number("seconds", 0, 0.1, 7 * 86_400)) : profile.OverSeconds, 0, 7 * 86_400),
                SessionSeconds = fields.Number("session", profile.SessionSeconds, 0, 86_400),
                Drops = fields.Flag("drop", profile.Drops),
                Backoff = WordAs(fields, "backoff", s_backoffs, profile.Backoff),
                WithinSeconds = fields.Number("within", profile.WithinSeconds, 0, 600),
                Gathering = WordAs(fields, "gather", s_gatherings, profile.Gathering),
                UntilSeated = fields.Flag("until-seated", profile.UntilSeated),
                IsMeasured = fields.Flag("measured", profile.IsMeasured),
            });
            fields.End();
        }

        if (phases.Count == 0) scenario.Complain("a scenario needs 'phases' with at least one");
        else if (phases.All(phase => !phase.IsMeasured)) scenario.Complain("phases", "no phase is measured");
        return phases;
    }

    private static IReadOnlyList<Threshold> ReadThresholds(YamlFields scenario)
    {
        List<Threshold> thresholds = [];
        foreach ((string text, Action<string> complain) in scenario.Texts("thresholds"))
        {
            if (Threshold.TryParse(text, out Threshold? threshold, out string problem)) thresholds.Add(threshold!);
            else complain(problem);
        }

        return thresholds;
    }

    private static void CheckNames(YamlFields fields, Scenario scenario)
    {
        foreach (IGrouping<string, LoadPhase> same in scenario.Phases.GroupBy(phase => phase.Name).Where(group => group.Count() > 1)) fields.Complain("phases", $"two phases are named '{same.Key}'; give one another 'name'");
        foreach (IGrouping<string, NetworkShare> same in scenario.Networks.GroupBy(network => network.Name).Where(group => group.Count() > 1)) fields.Complain("networks", $"two networks are named '{same.Key}'; give one another 'name'");
        foreach (Threshold threshold in scenario.Thresholds)
        {
            if (threshold.Phase is { } phase && scenario.Phases.All(known => known.Name != phase)) fields.Complain("thresholds", $"'{threshold.Text}': there is no phase '{phase}'");
            if (threshold.Network is { } network && network != "griefers" && scenario.Networks.All(known => known.Name != network)) fields.Complain("thresholds", $"'{threshold.Text}': there is no network '{network}'");
        }
    }

    private static T WordAs<T>(YamlFields fields, string key, string[] words, T standard = default)
        where T : struct, Enum =>
        fields.Word(key, words) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : standard;
}
