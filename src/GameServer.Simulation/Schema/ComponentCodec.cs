using System;
using System.Runtime.InteropServices;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// Translates one component struct, or a game's input struct, into quantised fields and back. This is what the source generator emits from a struct marked
/// <see cref="ReplicatedAttribute"/>; a game may also write one by hand. A codec holds no state and is called once per component and tick, never per entity.
/// </summary>
/// <typeparam name="T">The game's struct; also the storage the simulation works on.</typeparam>
public abstract class ComponentCodec<T>
    where T : unmanaged
{
    private static readonly ushort[] FirstSlot = [0];

    /// <summary>A codec for the fields of <paramref name="schema"/>.</summary>
    protected ComponentCodec(ComponentSchema schema)
    {
        Schema = schema;
        schema.Delta = this as IRowDelta;
    }

    /// <summary>The replicated fields.</summary>
    public ComponentSchema Schema { get; }

    /// <summary>Quantises the component of every listed slot.</summary>
    /// <param name="values">The component column, indexed by slot.</param>
    /// <param name="slots">Living entities that have the component.</param>
    /// <param name="columns">Where the fields go, indexed by slot.</param>
    public abstract void Capture(ReadOnlySpan<T> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns);

    /// <summary>Rebuilds a component from quantised fields, all in range. Fields that are not replicated keep their default.</summary>
    /// <param name="fields">All fields of the schema, or only its first: those that the reader is sent.</param>
    public abstract T Apply(ReadOnlySpan<int> fields);

    /// <summary>The quantised fields of a struct that nothing was written to.</summary>
    /// <exception cref="ArgumentException">One of them is out of its field's range.</exception>
    internal int[] CaptureDefault()
    {
        int[] fields = new int[Schema.Fields.Length];
        CaptureOne(default, fields);
        for (int i = 0; i < fields.Length; i++)
        {
            FieldSchema field = Schema.Fields[i];
            if ((uint)fields[i] > (uint)field.Max) throw new ArgumentException($"'{Schema.Name}': the default of field '{field.Name}' is quantised to {fields[i]}; 0 to {field.Max} are possible.");
        }

        return fields;
    }

    /// <summary>What to show between two states: numbers in proportion, angles and rotations the short way; everything else is <paramref name="from"/>'s until <paramref name="to"/> is reached.</summary>
    /// <param name="from">The earlier state.</param>
    /// <param name="to">The later state.</param>
    /// <param name="t">0 for the earlier, 1 for the later; numbers are carried on beyond.</param>
    /// <returns>By default, one of the two.</returns>
    public virtual T Interpolate(in T from, in T to, float t) => t < 1 ? from : to;

    /// <summary>Adds the quantised fields to a running hash: two values with one hash look alike to every client, but for chance.</summary>
    public virtual ulong Hash(ulong hash, in T value)
    {
        Span<int> fields = stackalloc int[Limits.RowFields];
        fields = fields[..Schema.Fields.Length];
        CaptureOne(value, fields);
        return StateHasher.Combine(hash, fields);
    }

    /// <summary>Quantises a single value, such as one input, into <paramref name="fields"/>.</summary>
    public void CaptureOne(T value, Span<int> fields)
    {
        Capture(MemoryMarshal.CreateReadOnlySpan(ref value, 1), FirstSlot, new ColumnBlock(fields, 1));
    }
}
