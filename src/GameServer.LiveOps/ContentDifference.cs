using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;

namespace GameServer.LiveOps;

/// <summary>One value that differs between two versions, for people.</summary>
/// <param name="Path"><c>table.field</c> or <c>table.row.field</c>.</param>
/// <param name="From">In the older one; null when it has no such thing.</param>
/// <param name="To">In the newer one; null when it has no such thing.</param>
public sealed record ContentDifference(string Path, string? From, string? To)
{
    /// <summary>Everything that differs, in the order of the paths.</summary>
    public static IReadOnlyList<ContentDifference> Between(ContentDocument from, ContentDocument to)
    {
        SortedDictionary<string, string> old = Flatten(from);
        SortedDictionary<string, string> now = Flatten(to);
        List<ContentDifference> found = [];
        foreach (string path in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            string? before = old.GetValueOrDefault(path);
            string? after = now.GetValueOrDefault(path);
            if (before != after) found.Add(new ContentDifference(path, before, after));
        }

        return found;
    }

    private static SortedDictionary<string, string> Flatten(ContentDocument document)
    {
        SortedDictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (ContentDocumentTable table in document.Tables)
        {
            foreach (ContentRow row in table.Rows)
            {
                string path = row.Id.Length == 0 ? table.Name : $"{table.Name}.{row.Id}";
                for (int i = 0; i < row.Values.Length; i++) values.Add($"{path}.{table.Fields[i].Name}", row.Values[i].ToString());
            }
        }

        return values;
    }
}
