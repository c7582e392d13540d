using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GameServer.Core;

/// <summary>All content a game declares, apart from its C# types: what readers of files and tools for operators need to know.</summary>
/// <param name="Game">The game's name.</param>
/// <param name="Tables">In ordinal order of their names.</param>
public sealed record ContentSchema(string Game, IReadOnlyList<ContentTable> Tables)
{
    /// <summary>A table by its name; null for an unknown one.</summary>
    public ContentTable? Find(string table) => Tables.FirstOrDefault(candidate => candidate.Name == table);

    /// <summary>Makes content whole: what is given, and the defaults for all that is not.</summary>
    /// <param name="given">By table, then by row (the empty id in a table of one row), then by field; names that are declared, values of the right kind.</param>
    /// <exception cref="ArgumentException">It is too large.</exception>
    public ContentDocument Complete(IReadOnlyDictionary<string, Dictionary<string, Dictionary<string, ContentValue>>> given)
    {
        List<ContentDocumentTable> tables = [];
        foreach (ContentTable table in Tables)
        {
            Dictionary<string, Dictionary<string, ContentValue>> rows = given.TryGetValue(table.Name, out Dictionary<string, Dictionary<string, ContentValue>>? written) ? written : [];
            IEnumerable<string> ids = table.Rows.Select(row => row.Id).Concat(rows.Keys).Distinct().OrderBy(id => id, StringComparer.Ordinal);
            ContentRow[] whole = [.. ids.Select(id => new ContentRow(id, ValuesOf(table, id, rows)))];
            tables.Add(new ContentDocumentTable(table.Name, table.IsSingle, [.. table.Fields.Select(field => (field.Name, field.Kind))], whole));
        }

        return new ContentDocument(tables);
    }

    /// <summary>True for text that can name a table or a row.</summary>
    public static bool IsName(string name)
    {
        if (name.Length == 0 || Encoding.UTF8.GetByteCount(name) > Limits.ContentNameBytes) return false;
        foreach (char letter in name)
        {
            bool fits = letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_';
            if (!fits) return false;
        }

        return true;
    }

    private static ContentValue[] ValuesOf(ContentTable table, string id, Dictionary<string, Dictionary<string, ContentValue>> rows)
    {
        ContentValue[] values = table.DefaultsOf(id);
        if (!rows.TryGetValue(id, out Dictionary<string, ContentValue>? fields)) return values;
        for (int i = 0; i < values.Length; i++)
        {
            if (fields.TryGetValue(table.Fields[i].Name, out ContentValue value)) values[i] = value;
        }

        return values;
    }
}
