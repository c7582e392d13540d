using System;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>Rewrites rows of one declaration into rows of another, field by field, matched by the names of components and fields.</summary>
internal sealed class RowMapping
{
    private readonly FieldMapping[] _fields;

    private RowMapping(FieldMapping[] fields) => _fields = fields;

    /// <summary>Fields of a whole row in the reader's terms.</summary>
    public int FieldCount => _fields.Length;

    /// <summary>Between two kinds of one name. What the reader declares and the writer does not send keeps the value of a struct that nothing was written to.</summary>
    public static RowMapping Between(EntityKind from, EntityKind to)
    {
        FieldMapping[] fields = new FieldMapping[to.Fields.Length];
        foreach (KindComponent component in to.Components)
        {
            int firstSource = FirstFieldOf(from, component.Key.Name, out ComponentSchema? source);
            Map(source, firstSource, component.Key.Schema!, component.Key.Defaults, fields.AsSpan(component.FirstField));
        }

        return new RowMapping(fields);
    }

    /// <summary>Between two inputs, which need not have one name: a game has one.</summary>
    /// <param name="from">The input as the client declares it.</param>
    /// <param name="to">The input as the server does.</param>
    /// <param name="defaults">The server's value of each of its fields in an input that nothing was written to.</param>
    public static RowMapping Between(ComponentSchema from, ComponentSchema to, int[] defaults)
    {
        FieldMapping[] fields = new FieldMapping[to.Fields.Length];
        Map(from, 0, to, defaults, fields);
        return new RowMapping(fields);
    }

    /// <summary>Rewrites a row; <paramref name="mapped"/> takes as many fields as its reader may see.</summary>
    public void Apply(ReadOnlySpan<int> row, Span<int> mapped)
    {
        for (int i = 0; i < mapped.Length; i++) mapped[i] = _fields[i].Map(row);
    }

    private static int FirstFieldOf(EntityKind kind, string componentName, out ComponentSchema? schema)
    {
        schema = null;
        foreach (KindComponent component in kind.Components)
        {
            if (component.Key.Name != componentName) continue;
            schema = component.Key.Schema;
            return component.FirstField;
        }

        return 0;
    }

    private static void Map(ComponentSchema? from, int firstSource, ComponentSchema to, int[] defaults, Span<FieldMapping> fields)
    {
        for (int i = 0; i < to.Fields.Length; i++)
        {
            int source = from is null ? -1 : IndexOf(from, to.Fields[i].Name);
            fields[i] = source < 0 ? FieldMapping.Missing(defaults[i]) : FieldMapping.Between(from!.Fields[source], firstSource + source, to.Fields[i], defaults[i]);
        }
    }

    private static int IndexOf(ComponentSchema component, string fieldName)
    {
        for (int i = 0; i < component.Fields.Length; i++)
        {
            if (component.Fields[i].Name == fieldName) return i;
        }

        return -1;
    }
}
