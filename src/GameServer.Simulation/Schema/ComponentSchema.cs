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
    {
        if (fields.Length is 0 or > Limits.RowFields) throw new ArgumentException($"Component '{name}' has {fields.Length} fields; 1 to {Limits.RowFields} are possible.", nameof(fields));
        if (fields.Select(field => field.Name).Distinct(StringComparer.Ordinal).Count() != fields.Length) throw new ArgumentException($"Component '{name}' has two fields of one name.", nameof(fields));
        Name = name;
        Visibility = visibility;
        _fields = fields;
    }

    /// <summary>Unique within the game.</summary>
    public string Name { get; }

    /// <summary>Who is sent it.</summary>
    public Visibility Visibility { get; }

    /// <summary>The fields in wire order.</summary>
    public ReadOnlySpan<FieldSchema> Fields => _fields;
}
