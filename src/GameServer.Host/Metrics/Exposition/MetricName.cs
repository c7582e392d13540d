using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GameServer.Host.Metrics.Exposition;

/// <summary>
/// From the names and units of meters to those of Prometheus: <c>gameserver.tick.duration</c> in <c>s</c> is <c>gameserver_tick_duration_seconds</c>. Units are those of UCUM that
/// meters use; an annotation such as <c>{tick}</c> is for people and becomes nothing. The rules are OpenTelemetry's for Prometheus.
/// </summary>
internal static class MetricName
{
    private static readonly Dictionary<string, string> s_units = new(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["%"] = "percent",
        ["Hz"] = "hertz",
    };

    /// <summary>The unit as Prometheus writes it; empty for counts of things.</summary>
    public static string Unit(string? unit, FamilyKind kind)
    {
        if (string.IsNullOrEmpty(unit) || unit[0] == '{') return "";
        if (unit == "1") return kind == FamilyKind.Gauge ? "ratio" : "";
        int slash = unit.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0) return $"{Plain(unit[..slash])}_per_{Singular(Plain(unit[(slash + 1)..]))}";
        return Plain(unit);
    }

    /// <summary>A family's name: what all its samples begin with, without <c>_total</c>.</summary>
    public static string Family(string name, string unit)
    {
        string plain = Label(name);
        if (plain.EndsWith("_total", StringComparison.Ordinal)) plain = plain[..^"_total".Length];
        return unit.Length == 0 || plain.EndsWith("_" + unit, StringComparison.Ordinal) ? plain : $"{plain}_{unit}";
    }

    /// <summary>A name that labels and metrics may have: letters, digits and underscores, no digit first, no two underscores in a row.</summary>
    public static string Label(string name)
    {
        StringBuilder plain = new(name.Length + 1);
        foreach (char c in name)
        {
            char next = char.IsAsciiLetterOrDigit(c) ? c : '_';
            if (next == '_' && plain.Length > 0 && plain[^1] == '_') continue;
            if (plain.Length == 0 && char.IsAsciiDigit(next)) plain.Append('_');
            plain.Append(next);
        }

        return plain.Length == 0 ? "_" : plain.ToString();
    }

    /// <summary>An enum's value as a label's: <c>DatagramSize</c> is <c>datagram_size</c>.</summary>
    public static string Value(string enumName)
    {
        StringBuilder words = new(enumName.Length + 4);
        foreach (char c in enumName)
        {
            if (char.IsUpper(c) && words.Length > 0) words.Append('_');
            words.Append(char.ToLower(c, CultureInfo.InvariantCulture));
        }

        return words.ToString();
    }

    private static string Plain(string unit) => s_units.TryGetValue(unit, out string? word) ? word : Label(unit);

    private static string Singular(string word) => word.EndsWith('s') ? word[..^1] : word;
}
