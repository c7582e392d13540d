using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GameServer.Host.Configuration;

/// <summary>How a value of one type is written, in a file, a variable or a flag alike.</summary>
/// <param name="takes">What can be written, to follow "needs": "a whole number from 1 to 128".</param>
/// <param name="parse">False when the text is none of these.</param>
/// <param name="format">The text that <paramref name="parse"/> reads as the value.</param>
/// <param name="choices">All that can be written, where that is a short list.</param>
internal sealed class OptionKind<T>(string takes, OptionParser<T> parse, Func<T, string> format, IReadOnlyList<string>? choices = null)
{
    /// <summary>What can be written.</summary>
    public string Takes { get; } = takes;

    /// <summary>All that can be written, where that is a short list; else empty.</summary>
    public IReadOnlyList<string> Choices { get; } = choices ?? [];

    public bool TryParse(string text, out T value) => parse(text, out value);

    public string Format(T value) => format(value);
}

/// <summary>The kinds that options come in.</summary>
internal static class OptionKind
{
    public static OptionKind<string> Text(string takes) => new(takes, TryParseText, text => text);

    /// <summary>Any number of texts without commas.</summary>
    public static OptionKind<IReadOnlyList<string>> List(string takes) => new(
        takes,
        (string text, out IReadOnlyList<string> value) =>
        {
            value = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return true;
        },
        value => string.Join(',', value));

    /// <summary>true or false; as a flag it may stand alone for true.</summary>
    public static OptionKind<bool> Switch() => new("true or false", bool.TryParse, value => value ? "true" : "false", ["true", "false"]);

    public static OptionKind<int> Whole(int min, int max) => new(
        max == int.MaxValue ? Said($"a whole number, {min} or more") : Said($"a whole number from {min} to {max}"),
        (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max,
        value => Said($"{value}"));

    public static OptionKind<ulong> Unsigned() => new(
        Said($"a whole number from 0 to {ulong.MaxValue}"),
        (string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value),
        value => Said($"{value}"));

    public static OptionKind<double> Number(double min, double max) => new(
        Said($"a number from {min} to {max}"),
        (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= min && value <= max,
        value => Said($"{value}"));

    /// <summary>One of a few words.</summary>
    public static OptionKind<T> Choice<T>(params (string Word, T Value)[] choices) => new(
        "one of " + string.Join(", ", choices.Select(choice => choice.Word)),
        (string text, out T value) =>
        {
            int index = Array.FindIndex(choices, choice => choice.Word.Equals(text, StringComparison.OrdinalIgnoreCase));
            value = index < 0 ? default! : choices[index].Value;
            return index >= 0;
        },
        value => Array.Find(choices, choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Word ?? "",
        [.. choices.Select(choice => choice.Word)]);

    private static bool TryParseText(string text, out string value)
    {
        value = text;
        return true;
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
