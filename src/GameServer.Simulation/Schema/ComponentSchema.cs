using System;
using System.Linq;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>The replicated fields of one component struct, or of a game's input, in wire order.</summary>
public sealed class ComponentSchema
{
    private readonly FieldSchema[] _fields;

    /// <summary>Declares a component.</summary>
    /// <param name="name">Unique within the game.</param>
    /// <param name="visibility">Who is sent it.</param>
    /// <param name="fields">1 to 64 fields with distinct names.</param>
    /// <exception cref="ArgumentException">No fields, too many, or two of one name.</exception>
    public ComponentSchema(string name, Visibility visibility, params FieldSchema[] fields)
        : this(name, Array.ConvertAll(fields, field => field.SeenBy(visibility)))
    {
    }

    /// <summary>Declares a component of which some fields are sent to fewer players than others.</summary>
    /// <param name="name">Unique within the game.</param>
    /// <param name="fields">1 to 64 fields with distinct names: what everyone is sent first, then the team's, then the owner's.</param>
    /// <exception cref="ArgumentException">No fields, too many, two of one name, or out of order.</exception>
    public ComponentSchema(string name, params FieldSchema[] fields)
    {
        if (fields.Length is 0 or > Limits.RowFields) throw new ArgumentException($"Component '{name}' has {fields.Length} fields; 1 to {Limits.RowFields} are possible.", nameof(fields));
        if (fields.Select(field => field.Name).Distinct(StringComparer.Ordinal).Count() != fields.Length) throw new ArgumentException($"Component '{name}' has two fields of one name.", nameof(fields));
        for (int i = 1; i < fields.Length; i++)
        {
            if (fields[i].Visibility < fields[i - 1].Visibility) throw new ArgumentException($"Component '{name}': field '{fields[i].Name}' is seen by more players than '{fields[i - 1].Name}' before it.", nameof(fields));
        }

        Name = name;
        Visibility = fields[0].Visibility;
        _fields = fields;
    }

    /// <summary>Unique within the game.</summary>
    public string Name { get; }

    /// <summary>Who is sent it, or at least its first fields.</summary>
    public Visibility Visibility { get; }

    /// <summary>The fields in wire order.</summary>
    public ReadOnlySpan<FieldSchema> Fields => _fields;

    /// <summary>The bits of a row's changes, if the codec writes them itself; null leaves them to the table-driven coder. The bits are the same.</summary>
    internal IRowDelta? Delta { get; set; }

    /// <summary>How many circles of players its fields are divided among: 1 to 3.</summary>
    internal int PartCount => Math.Min(1, CountOf(Visibility.Everyone)) + Math.Min(1, CountOf(Visibility.Team)) + Math.Min(1, CountOf(Visibility.Owner));

    /// <summary>Fields sent to those of <paramref name="visibility"/> and to nobody beyond.</summary>
    internal int CountOf(Visibility visibility)
    {
        int count = 0;
        foreach (FieldSchema field in _fields)
        {
            if (field.Visibility == visibility) count++;
        }

        return count;
    }
}
