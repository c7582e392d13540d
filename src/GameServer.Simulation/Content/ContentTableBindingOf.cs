using System;
using System.Linq;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>A declared table whose rows are <typeparamref name="T"/>s.</summary>
internal sealed class ContentTableBindingOf<T>(ContentTable schema, ContentRowType type) : ContentTableBinding(schema)
    where T : class, new()
{
    /// <inheritdoc/>
    public override object Bind(ContentTableRows[] tables, int index)
    {
        ContentTableRows own = tables[index];
        T[] rows = [.. own.Rows.Select(row => (T)type.Make(new T(), row.Values, IndexOf))];
        return Schema.IsSingle ? rows[0] : new ContentRows<T>(rows, [.. own.Rows.Select(row => row.Id)], own.Indexes);

        int IndexOf(string table, string id) => Array.Find(tables, candidate => candidate.Table == table)!.Indexes[id];
    }
}
