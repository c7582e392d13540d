using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using YamlDotNet.RepresentationModel;

namespace GameServer.LoadTest.Scenarios;

/// <summary>One mapping of a scenario file, read field by field. What is wrong is noted with its line, and reading goes on, so that all mistakes are told at once.</summary>
/// <param name="node">The mapping.</param>
/// <param name="file">Its file, for messages.</param>
/// <param name="problems">Where mistakes are noted.</param>
internal sealed class YamlFields(YamlMappingNode node, string file, List<string> problems)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public bool Has(string key) => Find(key) is not null;

    public string Text(string key, string standard) => TextOrNull(key) ?? standard;

    public string? TextOrNull(string key)
    {
        if (Find(key) is not { } found) return null;
        if (found is YamlScalarNode scalar) return scalar.Value ?? "";
        Complain(found, $"{key} must be a text");
        return null;
    }

    public double Number(string key, double standard, double min, double max)
    {
        if (Find(key) is not { } found) return standard;
        if (found is YamlScalarNode scalar && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= min && number <= max) return number;
        Complain(found, string.Create(CultureInfo.InvariantCulture, $"{key} must be a number from {min} to {max}, not '{found}'"));
        return standard;
    }

    public int Integer(string key, int standard, int min, int max)
    {
        double number = Number(key, standard, min, max);
        if (number == Math.Floor(number)) return (int)number;
        Complain(Find(key)!, $"{key} must be a whole number");
        return standard;
    }

    public ulong Seed(string key, ulong standard)
    {
        if (Find(key) is not { } found) return standard;
        if (found is YamlScalarNode scalar && ulong.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)) return seed;
        Complain(found, $"{key} must be a whole number from 0 to {ulong.MaxValue}");
        return standard;
    }

    public bool Flag(string key, bool standard)
    {
        string? text = TextOrNull(key);
        if (text is null) return standard;
        if (text is "true" or "false") return text == "true";
        Complain(Find(key)!, $"{key} must be true or false, not '{text}'");
        return standard;
    }

    /// <summary>One of several words; null when it is not given or is none of them.</summary>
    public string? Word(string key, IReadOnlyCollection<string> words)
    {
        string? text = TextOrNull(key);
        if (text is null || words.Contains(text)) return text;
        Complain(Find(key)!, $"{key} '{text}' is not one of {string.Join(", ", words)}");
        return null;
    }

    public IEnumerable<YamlFields> Mappings(string key)
    {
        foreach (YamlNode item in Items(key))
        {
            if (item is YamlMappingNode mapping) yield return new YamlFields(mapping, file, problems);
            else Complain(item, $"an entry of {key} must be a mapping such as '- {(key == "phases" ? "profile: churn" : key == "mix" ? "behaviour: wander" : "preset: lan")}'");
        }
    }

    public YamlFields? Mapping(string key)
    {
        if (Find(key) is not { } found) return null;
        if (found is YamlMappingNode mapping) return new YamlFields(mapping, file, problems);
        Complain(found, $"{key} must be a mapping");
        return null;
    }

    /// <summary>The texts of a list, each with a way to complain about it.</summary>
    public IEnumerable<(string Text, Action<string> Complain)> Texts(string key)
    {
        foreach (YamlNode item in Items(key))
        {
            if (item is YamlScalarNode { Value: { } text }) yield return (text, problem => Complain(item, problem));
            else Complain(item, $"an entry of {key} must be a text");
        }
    }

    public void Complain(string problem) => Complain(node, problem);

    public void Complain(string key, string problem) => Complain(Find(key) ?? node, problem);

    /// <summary>Complains about every field that nobody asked for: most likely a slip of the pen.</summary>
    public void End()
    {
        foreach (YamlNode key in node.Children.Keys)
        {
            string name = key.ToString();
            if (!_read.Contains(name)) Complain(key, $"'{name}' is not known here; there are {string.Join(", ", _read.Order(StringComparer.Ordinal))}");
        }
    }

    private YamlNode? Find(string key)
    {
        _read.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? found) ? found : null;
    }

    private IEnumerable<YamlNode> Items(string key)
    {
        if (Find(key) is not { } found) return [];
        if (found is YamlSequenceNode sequence) return sequence;
        Complain(found, $"{key} must be a list");
        return [];
    }

    private void Complain(YamlNode at, string problem) => problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{at.Start.Line}:{at.Start.Column}: {problem}"));
}
