using System;
using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// Declares a game's content once, at type initialisation: each table by the C# class of its rows. Everything wrong with a declaration is thrown here, as an <see cref="ArgumentException"/> that
/// names it, before any player connects.
/// </summary>
public sealed class ContentDeclarationBuilder(string game)
{
    private readonly List<(string Name, Type Row)> _declared = [];
    private readonly List<Func<ContentTableBinding>> _makers = [];   // a reference may name a table that is declared after it

    /// <summary>Declares a table of one row: what there is one of in a match.</summary>
    /// <param name="table">Name of the table and of its file: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <typeparam name="T">Its properties are the table's fields; what a new one has are the values in code.</typeparam>
    public ContentKey<T> Single<T>(string table)
        where T : class, new()
    {
        Add<T>(table, isSingle: true, [("", new T())]);
        return new ContentKey<T>(table, _declared.Count - 1);
    }

    /// <summary>Declares a table with rows by id.</summary>
    /// <param name="table">Name of the table and of its file: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="rows">Those that are always there, with their values in code; files may change them and add others.</param>
    /// <typeparam name="T">Its properties are the table's fields; what a new one has are the values of a row that says nothing of them.</typeparam>
    public ContentTableKey<T> Table<T>(string table, params (string Id, T Row)[] rows)
        where T : class, new()
    {
        Add(table, isSingle: false, rows);
        return new ContentTableKey<T>(table, _declared.Count - 1);
    }

    /// <summary>Freezes the declaration.</summary>
    /// <param name="rules">
    /// What must hold beyond types, ranges and references: told each version before any room has it, and says what is wrong with it. Called off the tick, on server and client; a pure function.
    /// </param>
    /// <exception cref="ArgumentException">A name, a type, or a value in code is not possible; the values in code must keep the rules too.</exception>
    public ContentDeclaration Build(Func<ContentSet, IEnumerable<ContentProblem>>? rules = null)
    {
        ContentTableBinding[] tables = [.. _makers.ConvertAll(make => make())];
        return new ContentDeclaration(game, tables, rules ?? (_ => []));
    }

    private void Add<T>(string table, bool isSingle, (string Id, T Row)[] rows)
        where T : class, new()
    {
        if (!ContentSchema.IsName(table)) throw new ArgumentException($"'{table}' cannot name a content table: 1 to {Limits.ContentNameBytes} letters, digits, '-' and '_'.", nameof(table));
        if (_declared.Exists(other => other.Name == table)) throw new ArgumentException($"Two content tables are named '{table}'.", nameof(table));
        if (_declared.Count == Limits.ContentTables) throw new ArgumentException($"More than {Limits.ContentTables} content tables.", nameof(table));
        foreach ((string id, _) in rows)
        {
            if (!isSingle && !ContentSchema.IsName(id)) throw new ArgumentException($"'{id}' cannot name a row of '{table}': 1 to {Limits.ContentNameBytes} letters, digits, '-' and '_'.", nameof(rows));
            if (Array.FindAll(rows, row => row.Id == id).Length > 1) throw new ArgumentException($"Two rows of '{table}' are named '{id}'.", nameof(rows));
        }

        _declared.Add((table, typeof(T)));
        _makers.Add(() =>
        {
            ContentRowType type = new(typeof(T), TableOf);
            ContentRow[] values = Array.ConvertAll(rows, row => new ContentRow(row.Id, type.Read(row.Row)));
            return new ContentTableBindingOf<T>(new ContentTable(table, isSingle, type.Fields, values), type);
        });
    }

    private string TableOf(Type row)
    {
        List<(string Name, Type Row)> found = _declared.FindAll(table => table.Row == row);
        return found.Count == 1 ? found[0].Name : throw new ArgumentException($"{found.Count} content tables have rows of {row}; a reference needs one.");
    }
}
