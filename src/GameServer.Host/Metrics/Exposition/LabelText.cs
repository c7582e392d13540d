using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace GameServer.Host.Metrics.Exposition;

/// <summary>Labels and help texts as both formats write them: backslash, line end and, in labels, quotation mark are escaped.</summary>
internal static class LabelText
{
    /// <summary>
    /// <c>a="1",b="2"</c>, sorted by name, so that the order of tags makes no other series. Tags whose names become the same one share it, their values joined by a semicolon.
    /// </summary>
    public static string Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0) return "";
        IEnumerable<string> labels = tags.ToArray()
            .GroupBy(tag => MetricName.Label(tag.Key), tag => Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal)
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => $"{label.Key}=\"{Escape(string.Join(';', label), quotes: true)}\"");
        return string.Join(',', labels);
    }

    public static string Escape(string text, bool quotes)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            if (c == '\n') escaped.Append("\\n");
            else if (c == '\\' || (quotes && c == '"')) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }
}
