using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>One declared table: its fields, and the way between values and the game's rows.</summary>
internal abstract class ContentTableBinding(ContentTable schema)
{
    /// <summary>What tools see of it.</summary>
    public ContentTable Schema { get; } = schema;

    /// <summary>Takes from a document what this table declares.</summary>
    public ContentTableRows RowsOf(ContentDocument document, List<ContentProblem> problems)
    {
        ContentDocumentTable? given = document.Find(Schema.Name);
        if (given is not null && given.IsSingle != Schema.IsSingle)
        {
            problems.Add(new ContentProblem(Schema.Name, Schema.IsSingle ? "has rows; this game's has none" : "has no rows; this game's has"));
            given = null;
        }

        HashSet<string> declared = [.. Schema.Rows.Select(row => row.Id)];
        string[] ids = [.. Schema.Rows.Select(row => row.Id), .. (given?.Rows ?? []).Select(row => row.Id).Where(id => !declared.Contains(id))];
        Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        ContentRow[] rows = new ContentRow[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            indexes.Add(ids[i], i);
            rows[i] = new ContentRow(ids[i], ValuesOf(given, ids[i], problems));
        }

        return new ContentTableRows(Schema.Name, rows, indexes);
    }

    /// <summary>Makes what the game reads: a row, or <see cref="ContentRows{T}"/>.</summary>
    /// <param name="tables">Of all bindings, checked.</param>
    /// <param name="index">This one's.</param>
    public abstract object Bind(ContentTableRows[] tables, int index);

    /// <summary>How people find a value.</summary>
    public string PathOf(string row, string field) => Schema.IsSingle ? $"{Schema.Name}.{field}" : $"{Schema.Name}.{row}.{field}";

    private ContentValue[] ValuesOf(ContentDocumentTable? given, string id, List<ContentProblem> problems)
    {
        ContentValue[] values = Schema.DefaultsOf(id);
        if (given is null || !given.TryFind(id, out ContentRow row)) return values;
        for (int i = 0; i < values.Length; i++)
        {
            ContentField field = Schema.Fields[i];
            int index = given.IndexOf(field.Name);
            if (index < 0) continue;
            values[i] = row.Values[index];
            if (field.ProblemOf(values[i]) is { } problem) problems.Add(new ContentProblem(PathOf(id, field.Name), problem));
        }

        return values;
    }
}
