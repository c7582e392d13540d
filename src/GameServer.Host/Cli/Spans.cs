using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GameServer.Host.Cli;

/// <summary>Times as people type them: <c>90</c>, <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>7d</c>.</summary>
internal static class Spans
{
    /// <summary>An option for a span, in seconds.</summary>
    public static Option<int?> Option(string name, string description) => new(name)
    {
        Description = description + " Seconds, or with a unit: 90s, 10m, 2h, 7d.",
        HelpName = "TIME",
        CustomParser = Parse,
    };

    /// <summary>Seconds, 1 or more; null when the text is no span.</summary>
    public static int? SecondsOf(string text)
    {
        int unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, >= '0' and <= '9' => 1, _ => 0 };
        string number = text.Length > 0 && char.IsAsciiLetter(text[^1]) ? text[..^1] : text;
        if (unit == 0 || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1) return null;
        return (long)count * unit <= int.MaxValue ? count * unit : null;
    }

    private static int? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        int? seconds = SecondsOf(text);
        if (seconds is null) result.AddError($"'{text}' is no time: 90, 90s, 10m, 2h or 7d are.");
        return seconds;
    }
}
