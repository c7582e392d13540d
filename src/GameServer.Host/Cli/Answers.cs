using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary>Turns what a server answers into tables.</summary>
internal static class Answers
{
    /// <summary>A table with a row for each.</summary>
    public static void ShowList(Display display, IEnumerable<JsonElement> rows, IReadOnlyList<Column> columns) =>
        display.Table([.. columns.Select(column => column.Header)], rows.Select(row => columns.Select(column => column.Of(row)).ToArray()));

    /// <summary>
    /// One thing with all that is known of it: a row per value, and after them a table for each list of things. So a server newer than this program shows what it has to say, too.
    /// </summary>
    /// <param name="display">Where to.</param>
    /// <param name="thing">What.</param>
    /// <param name="except">A member that is shown in another way; null for none.</param>
    public static void ShowOne(Display display, JsonElement thing, string? except = null)
    {
        List<string[]> values = [];
        List<(string Name, JsonElement[] Rows)> lists = [];
        Collect(thing, "", except, values, lists);
        if (values.Count > 0) display.Table(["What", "Value"], values);
        foreach ((string name, JsonElement[] rows) in lists)
        {
            display.Line("");
            display.Line(name);
            ShowList(display, rows, [.. rows.SelectMany(row => row.EnumerateObject()).Select(member => member.Name).Distinct().Select(member => new Column(member, member))]);
        }
    }

    private static void Collect(JsonElement thing, string prefix, string? except, List<string[]> values, List<(string Name, JsonElement[] Rows)> lists)
    {
        if (thing.ValueKind != JsonValueKind.Object) return;
        foreach (JsonProperty member in thing.EnumerateObject())
        {
            string name = prefix + member.Name;
            if (name == except) continue;
            JsonElement[] rows = member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray()] : [];
            if (member.Value.ValueKind == JsonValueKind.Object) Collect(member.Value, name + ".", except, values, lists);
            else if (rows.Length > 0 && rows.All(row => row.ValueKind == JsonValueKind.Object)) lists.Add((name, rows));
            else values.Add([name, Column.Plain(member.Value)]);
        }
    }
}
