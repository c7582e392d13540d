using System;
using System.Runtime.InteropServices;

namespace GameServer.Simulation;

/// <summary>
/// Translates one component struct, or a game's input struct, into quantised fields and back. This is what the source generator emits from an annotated struct; a
/// game may also write one by hand. A codec holds no state and is called once per component and tick, never per entity.
/// </summary>
/// <typeparam name="T">The game's struct; also the storage the simulation works on.</typeparam>
public abstract class ComponentCodec<T>(ComponentSchema schema)
    where T : unmanaged
{
    private static readonly ushort[] FirstSlot = [0];

    /// <summary>The replicated fields.</summary>
    public ComponentSchema Schema { get; } = schema;

    /// <summary>Quantises the component of every listed slot.</summary>
    /// <param name="values">The component column, indexed by slot.</param>
    /// <param name="slots">Living entities that have the component.</param>
    /// <param name="columns">Where the fields go, indexed by slot.</param>
    public abstract void Capture(ReadOnlySpan<T> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns);

    /// <summary>Rebuilds a component from quantised fields, all in range. Fields that are not replicated keep their default.</summary>
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

    /// <summary>Quantises a single value, such as one input, into <paramref name="fields"/>.</summary>
    public void CaptureOne(T value, Span<int> fields)
    {
        Capture(MemoryMarshal.CreateReadOnlySpan(ref value, 1), FirstSlot, new ColumnBlock(fields, 1));
    }
}
