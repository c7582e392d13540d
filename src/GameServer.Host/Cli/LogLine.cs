using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary>A logged event as one line for a person: when, how grave, which by its name, what, and then the rest by name.</summary>
internal static class LogLine
{
    private static readonly string[] s_first = ["time", "level", "name", "message"];

    public static string Of(JsonElement logged)
    {
        if (logged.ValueKind != JsonValueKind.Object) return Column.Plain(logged);
        IEnumerable<string> first = s_first.Where(name => logged.TryGetProperty(name, out _)).Select(name => Column.Plain(logged.GetProperty(name)));
        IEnumerable<string> rest = logged.EnumerateObject()
            .Where(member => member.Name != "event" && !s_first.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => $"{member.Name}={Column.Plain(member.Value)}");
        return string.Join(' ', first.Concat(rest));
    }
}
