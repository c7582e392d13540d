using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// What an entity is made of, fixed for its life: the same kind always has the same components, so presence costs no bits and no look-ups. A *row* is the kind's
/// replicated fields side by side: those everyone sees, then the team's, then the owner's.
/// </summary>
public sealed class EntityKind
{
    private readonly KindComponent[] _components;
    private readonly FieldSchema[] _fields;
    private readonly int[] _columns;
    private readonly ComponentKey[] _keys;
    private KindComponent[] _predicted = [];
    private readonly int[] _fieldCounts = new int[3];   // by audience

    internal EntityKind(string name, int index, float priority, Relevancy relevancy, ComponentKey[] keys)
    {
        Name = name;
        Index = index;
        Priority = priority;
        Relevancy = relevancy;
        _keys = keys;
        List<KindComponent> components = [];
        List<FieldSchema> fields = [];
        List<int> columns = [];
        foreach (Visibility visibility in new[] { Visibility.Everyone, Visibility.Team, Visibility.Owner })
        {
            foreach (ComponentKey key in keys.Where(key => key.Schema is not null))
            {
                int count = key.Schema!.CountOf(visibility);
                if (count == 0) continue;
                int earlier = components.Where(part => part.Key == key).Sum(part => part.FieldCount);
                components.Add(new KindComponent(key, earlier, fields.Count, count, visibility));
                columns.AddRange(Enumerable.Range(key.FirstColumn + earlier, count));
                fields.AddRange(key.Schema.Fields.Slice(earlier, count).ToArray());
            }

            _fieldCounts[(int)visibility] = fields.Count;
        }

        IsNarrow = fields.TrueForAll(field => field.Bits <= 16);
        PublicComponentCount = components.Count(component => component.Visibility == Visibility.Everyone);
        _components = [.. components];
        _fields = [.. fields];
        _columns = [.. columns];
        if (_fields.Length > Limits.RowFields) throw new ArgumentException($"Kind '{name}' has {_fields.Length} replicated fields; {Limits.RowFields} are possible.", nameof(keys));
        if (_components.Length > Limits.KindComponents) throw new ArgumentException($"Kind '{name}' has {_components.Length} replicated components; {Limits.KindComponents} are possible.", nameof(keys));
    }

    /// <summary>Unique within the game.</summary>
    public string Name { get; }

    /// <summary>Position among the game's kinds; its number on the wire.</summary>
    public int Index { get; }

    /// <summary>Weight when a client's byte budget does not hold everything: 2 is sent about twice as often as 1.</summary>
    public float Priority { get; }

    /// <summary>Which players it is sent to.</summary>
    public Relevancy Relevancy { get; }

    /// <summary>Replicated fields that everyone sees: the front of a row.</summary>
    public int PublicFieldCount => _fieldCounts[(int)Visibility.Everyone];

    /// <summary>Replicated components that everyone sees: the front of <see cref="Components"/>.</summary>
    public int PublicComponentCount { get; }

    /// <summary>All replicated fields, in row order.</summary>
    public ReadOnlySpan<FieldSchema> Fields => _fields;

    /// <summary>Replicated components, in row order.</summary>
    public ReadOnlySpan<KindComponent> Components => _components;

    /// <summary>Components that the owner's client predicts; the server simulates them on the grid of the wire. Empty for most kinds.</summary>
    public ReadOnlySpan<KindComponent> PredictedComponents => _predicted;

    /// <summary>How seldom it is sent to players who look at it from afar, nearest distance first.</summary>
    internal FarUpdate[] FarUpdates { get; set; } = [];

    /// <summary>True when every field's values have 16 bits at most: clients hold such rows in half the memory.</summary>
    internal bool IsNarrow { get; }

    /// <summary>False when the team sees no more of it than everyone does.</summary>
    internal bool HasTeamFields => _fieldCounts[(int)Visibility.Team] > _fieldCounts[(int)Visibility.Everyone];

    /// <summary>History column of each row field.</summary>
    internal ReadOnlySpan<int> Columns => _columns;

    /// <summary>Every component, server-only ones included.</summary>
    internal ReadOnlySpan<ComponentKey> Keys => _keys;

    /// <summary>Row length for a player of this audience: the fields of all circles up to theirs.</summary>
    public int FieldCountFor(Visibility audience) => _fieldCounts[(int)audience];

    /// <summary>The row part of one component, the first if its fields are not all seen by the same; the kind must have it.</summary>
    /// <exception cref="ArgumentException">The kind lacks the component.</exception>
    public KindComponent Component(ComponentKey key)
    {
        foreach (KindComponent component in _components)
        {
            if (ReferenceEquals(component.Key, key)) return component;
        }

        throw new ArgumentException($"Kind '{Name}' does not replicate '{key.Name}'.", nameof(key));
    }

    internal void Predict(ComponentKey[] components) => _predicted = [.. components.Select(Component)];

    /// <summary>True when entities of this kind have the component.</summary>
    public bool Has(ComponentKey key) => Array.IndexOf(_keys, key) >= 0;
}
