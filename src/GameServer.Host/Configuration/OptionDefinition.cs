using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GameServer.Core;

namespace GameServer.Host.Configuration;

/// <summary>One option of <c>gameserver run</c>: its three names, and how its text becomes part of <see cref="HostOptions"/>.</summary>
internal abstract class OptionDefinition(string name, string description)
{
    /// <summary>What the variables of all options begin with.</summary>
    public const string VariablePrefix = "GAMESERVER_";

    private static readonly HostOptions s_defaults = new();

    /// <summary>Words with hyphens, as in <c>tick-rate</c>; the other names follow from it.</summary>
    public string Name { get; } = name;

    /// <summary>One or two sentences for the operator.</summary>
    public string Description { get; } = description;

    /// <summary>On the command line: <c>--tick-rate</c>.</summary>
    public string Flag => "--" + Name;

    /// <summary>In a file: <c>tickRate</c>.</summary>
    public string Key => string.Concat(Name.Split('-').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>In the environment: <c>GAMESERVER_TICK_RATE</c>.</summary>
    public string Variable => VariablePrefix + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Never shown: not in <c>config explain</c>, not in a complaint.</summary>
    public bool IsSecret { get; init; }

    /// <summary>
    /// With which options the variable counts; null: with all. One that may be set for good on a machine that runs servers of all kinds is no mistake on those that have no use for it.
    /// </summary>
    public Func<HostOptions, bool>? VariableCounts { get; init; }

    /// <summary>What can be written.</summary>
    public abstract string Takes { get; }

    /// <summary>All that can be written, where that is a short list; else empty.</summary>
    public abstract IReadOnlyList<string> Choices { get; }

    /// <summary>As a flag it may stand alone, and means true.</summary>
    public abstract bool IsSwitch { get; }

    /// <summary>As a flag it may be given more than once; elsewhere its values stand with commas between them.</summary>
    public abstract bool IsList { get; }

    /// <summary>The default as it would be written; empty where there is none.</summary>
    public string DefaultText => Format(s_defaults);

    /// <summary>The value in <paramref name="options"/> as it would be written.</summary>
    public abstract string Format(HostOptions options);

    /// <summary>The options with this one read from <paramref name="text"/>; null when it cannot be read.</summary>
    public abstract HostOptions? TryApply(HostOptions options, string text);

    /// <summary>Why <see cref="TryApply"/> gave null.</summary>
    public OptionProblem ProblemOf(string text) => new(
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? ErrorCode.OptionOutOfRange : ErrorCode.OptionUnreadable,
        "",
        IsSecret ? $"{Flag} cannot be read; {Takes} is needed." : $"{Flag} is '{text}'; {Takes} is needed.");
}

/// <summary>An option of one type.</summary>
internal sealed class OptionDefinition<T>(string name, string description, OptionKind<T> kind, Func<HostOptions, T> get, Func<HostOptions, T, HostOptions> with)
    : OptionDefinition(name, description)
{
    public override string Takes => kind.Takes;

    public override IReadOnlyList<string> Choices => kind.Choices;

    public override bool IsSwitch => typeof(T) == typeof(bool);

    public override bool IsList => typeof(T) == typeof(IReadOnlyList<string>);

    public override string Format(HostOptions options) => kind.Format(get(options));

    public override HostOptions? TryApply(HostOptions options, string text) => kind.TryParse(text, out T value) ? with(options, value) : null;
}
