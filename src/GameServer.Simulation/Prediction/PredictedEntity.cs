using System;

namespace GameServer.Simulation;

/// <summary>
/// One of the player's own entities while the client predicts it: its replicated fields, on the grid of the wire. Reading rebuilds a component, writing quantises it, which is
/// what the server does to it at the end of its tick.
/// </summary>
public readonly ref struct PredictedEntity
{
    private readonly Span<int> _row;

    /// <summary>An entity over its row of quantised fields, the owner's included.</summary>
    public PredictedEntity(EntityKind kind, Span<int> row)
    {
        Kind = kind;
        _row = row;
    }

    /// <summary>What it is made of.</summary>
    public EntityKind Kind { get; }

    /// <summary>A component's value.</summary>
    /// <exception cref="ArgumentException">The kind does not replicate the component.</exception>
    public T Get<T>(ComponentKey<T> key)
        where T : unmanaged => key.Codec!.Apply(Fields(key));

    /// <summary>Replaces a component's value.</summary>
    /// <exception cref="ArgumentException">The kind does not replicate the component.</exception>
    public void Set<T>(ComponentKey<T> key, in T value)
        where T : unmanaged => key.Codec!.CaptureOne(value, Fields(key));

    private Span<int> Fields(ComponentKey key)
    {
        KindComponent component = Kind.Component(key);
        return _row.Slice(component.FirstField, component.FieldCount);
    }
}
