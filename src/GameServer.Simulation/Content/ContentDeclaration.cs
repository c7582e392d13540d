using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// All content of a game, declared once with <see cref="ContentDeclarationBuilder"/>: its tables, its values in code and its own rules. Makes content out of documents; that takes time and memory
/// and happens off the tick.
/// </summary>
public sealed class ContentDeclaration
{
    private readonly ContentTableBinding[] _tables;
    private readonly Func<ContentSet, IEnumerable<ContentProblem>> _rules;

    internal ContentDeclaration(string game, ContentTableBinding[] tables, Func<ContentSet, IEnumerable<ContentProblem>> rules)
    {
        _tables = tables;
        _rules = rules;
        Schema = new ContentSchema(game, [.. tables.Select(table => table.Schema).OrderBy(table => table.Name, StringComparer.Ordinal)]);
        ContentDocument document = Schema.Complete(new Dictionary<string, Dictionary<string, Dictionary<string, ContentValue>>>(StringComparer.Ordinal));
        if (!TryBind(document, out ContentSet? defaults, out IReadOnlyList<ContentProblem> problems))
        {
            throw new ArgumentException($"The content of game '{game}' in code is wrong: {string.Join("; ", problems)}");
        }

        Defaults = defaults;
    }

    /// <summary>The tables, for readers of files and for tools.</summary>
    public ContentSchema Schema { get; }

    /// <summary>The values in code: what a room runs with before anything was published, and a client before it was sent anything.</summary>
    public ContentSet Defaults { get; }

    /// <summary>
    /// Makes content out of a document of any build: tables and fields that this one does not know are left alone, those that the document lacks have their values in code.
    /// </summary>
    /// <param name="document">As decoded.</param>
    /// <param name="content">What the game reads; null when it cannot be accepted.</param>
    /// <param name="problems">Why it cannot: a value of another type or out of its range, a reference that leads nowhere, a rule of the game's. Empty when it can.</param>
    public bool TryBind(ContentDocument document, [NotNullWhen(true)] out ContentSet? content, out IReadOnlyList<ContentProblem> problems)
    {
        List<ContentProblem> found = [];
        problems = found;
        content = null;
        ContentTableRows[] rows = [.. _tables.Select(table => table.RowsOf(document, found))];
        if (found.Count == 0) CheckReferences(rows, found);
        if (found.Count > 0) return false;
        object[] bound = new object[_tables.Length];
        for (int i = 0; i < bound.Length; i++) bound[i] = _tables[i].Bind(rows, i);
        ContentSet set = new(document, bound);
        found.AddRange(_rules(set));
        if (found.Count > 0) return false;
        content = set;
        return true;
    }

    /// <summary>The same, from the canonical bytes; whatever they are, nothing is thrown.</summary>
    public bool TryBind(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ContentSet? content)
    {
        content = null;
        return ContentDocument.TryDecode(bytes, out ContentDocument? document) && TryBind(document, out content, out _);
    }

    private void CheckReferences(ContentTableRows[] rows, List<ContentProblem> problems)
    {
        for (int i = 0; i < _tables.Length; i++)
        {
            foreach (ContentField field in _tables[i].Schema.Fields.Where(field => field.Target is not null))
            {
                int index = _tables[i].Schema.IndexOf(field.Name);
                ContentTableRows target = Array.Find(rows, candidate => candidate.Table == field.Target)!;
                foreach (ContentRow row in rows[i].Rows)
                {
                    string id = row.Values[index].Text;
                    if (!target.Indexes.ContainsKey(id)) problems.Add(new ContentProblem(_tables[i].PathOf(row.Id, field.Name), $"is '{ContentField.Shorten(id)}', and table {field.Target} has no such row"));
                }
            }
        }
    }
}
