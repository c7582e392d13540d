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
            ComponentSchema target = component.Key.Schema!;
            for (int i = 0; i < component.FieldCount; i++)
            {
                int field = component.FirstOfComponent + i;
                int source = RowIndexOf(from, component.Key.Name, target.Fields[field].Name);
                fields[component.FirstField + i] = MappingOf(from.Fields, source, target.Fields[field], component.Key.Defaults[field]);
            }
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
        for (int i = 0; i < fields.Length; i++) fields[i] = MappingOf(from.Fields, IndexOf(from, to.Fields[i].Name), to.Fields[i], defaults[i]);
        return new RowMapping(fields);
    }

    /// <summary>Rewrites a row; <paramref name="mapped"/> takes as many fields as its reader may see.</summary>
    public void Apply(ReadOnlySpan<int> row, Span<int> mapped)
    {
        for (int i = 0; i < mapped.Length; i++) mapped[i] = _fields[i].Map(row);
    }

    /// <summary>Where a field stands in a kind's row, −1 when the kind lacks it.</summary>
    private static int RowIndexOf(EntityKind kind, string componentName, string fieldName)
    {
        foreach (KindComponent component in kind.Components)
        {
            if (component.Key.Name != componentName) continue;
            int field = IndexOf(component.Key.Schema!, fieldName) - component.FirstOfComponent;
            if (field >= 0 && field < component.FieldCount) return component.FirstField + field;
        }

        return -1;
    }

    private static FieldMapping MappingOf(ReadOnlySpan<FieldSchema> from, int source, FieldSchema to, int defaultValue) =>
        source < 0 ? FieldMapping.Missing(defaultValue) : FieldMapping.Between(from[source], source, to, defaultValue);

    private static int IndexOf(ComponentSchema component, string fieldName)
    {
        for (int i = 0; i < component.Fields.Length; i++)
        {
            if (component.Fields[i].Name == fieldName) return i;
        }

        return -1;
    }
}
