using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Core.MemoryPack;

namespace GameServer.Simulation;

/// <summary>
/// Reads what <see cref="SchemaEncoding"/> wrote, in this build or another one, from strangers: nothing throws, and no more memory is taken than the bytes can justify.
/// Members that a newer build added are skipped; a field kind this build does not know makes the whole schema unreadable, because then its rows are.
/// </summary>
public sealed class SchemaDecoder
{
    private const int NameBytesMin = 4;
    private const int ObjectBytesMin = 1 + NameBytesMin;

    private readonly List<ComponentKey> _components = [];
    private readonly List<EntityKind> _kinds = [];

    private SchemaDecoder()
    {
    }

    /// <summary>Rebuilds a declaration: kinds, components, fields and input by name, without structs. Equal bytes give an equal <see cref="GameSchema.Hash"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> encoded, out GameSchema? schema)
    {
        schema = null;
        if (encoded.Length > Limits.SchemaBytes) return false;
        PackReader reader = new(encoded);
        SchemaDecoder decoder = new();
        Span<int> lengths = stackalloc int[4];
        if (!reader.TryBeginObject(lengths, out int end) || lengths.IndexOf(0) >= 0) return false;
        if (!TryReadName(ref reader, out string name) || !decoder.TryReadComponents(ref reader) || !decoder.TryReadKinds(ref reader)) return false;
        if (!TryReadComponent(ref reader, 0, out ForeignComponent? input) || !reader.TryEndObject(end) || reader.BytesLeft != 0) return false;
        schema = new GameSchema(name, [.. decoder._components], [.. decoder._kinds], input!, null, 0, encoded.ToArray());
        return true;
    }

    private bool TryReadComponents(ref PackReader reader)
    {
        if (!reader.TryReadCount(ObjectBytesMin, out int count) || count > Limits.SchemaComponents) return false;
        HashSet<string> names = [];
        for (int i = 0; i < count; i++)
        {
            if (!TryReadComponent(ref reader, i, out ForeignComponent? component) || !names.Add(component!.Name)) return false;
            _components.Add(component);
        }

        return true;
    }

    private bool TryReadKinds(ref PackReader reader)
    {
        if (!reader.TryReadCount(ObjectBytesMin, out int count) || count is 0 or > Limits.EntityKinds) return false;
        HashSet<string> names = [];
        for (int i = 0; i < count; i++)
        {
            if (!TryReadKind(ref reader, i, out EntityKind? kind) || !names.Add(kind!.Name)) return false;
            _kinds.Add(kind);
        }

        return true;
    }

    private bool TryReadKind(ref PackReader reader, int index, out EntityKind? kind)
    {
        kind = null;
        Span<int> lengths = stackalloc int[3];
        if (!reader.TryBeginObject(lengths, out int end) || lengths[0] == 0 || lengths[1] != 1 || lengths[2] == 0) return false;
        if (!TryReadName(ref reader, out string name) || !reader.TryRead(out byte relevancy)) return false;
        if (!reader.TryReadCount(2, out int count) || count > Limits.KindComponents) return false;
        ComponentKey[] keys = new ComponentKey[count];
        int fields = 0;
        int parts = 0;
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryRead(out ushort component) || component >= _components.Count || Array.IndexOf(keys, _components[component], 0, i) >= 0) return false;
            keys[i] = _components[component];
            fields += keys[i].Schema!.Fields.Length;
            parts += keys[i].Schema!.PartCount;
        }

        if (fields > Limits.RowFields || parts > Limits.KindComponents || !reader.TryEndObject(end)) return false;

        // Whom a server sends what is its own decision: a relevancy this build does not know changes nothing here.
        kind = new EntityKind(name, index, 1, (Relevancy)relevancy, keys);
        return true;
    }

    private static bool TryReadComponent(ref PackReader reader, int index, out ForeignComponent? component)
    {
        component = null;
        Span<int> lengths = stackalloc int[2];
        if (!reader.TryBeginObject(lengths, out int end) || lengths[0] == 0 || lengths[1] == 0) return false;
        if (!TryReadName(ref reader, out string name)) return false;
        if (!reader.TryReadCount(ObjectBytesMin, out int count) || count is 0 or > Limits.RowFields) return false;
        FieldSchema[] fields = new FieldSchema[count];
        int[] defaults = new int[count];
        HashSet<string> names = [];
        for (int i = 0; i < count; i++)
        {
            if (!TryReadField(ref reader, out FieldSchema? field, out defaults[i]) || !names.Add(field!.Name)) return false;
            if (i > 0 && field.Visibility < fields[i - 1].Visibility) return false;
            fields[i] = field;
        }

        if (!reader.TryEndObject(end)) return false;
        component = new ForeignComponent(index, new ComponentSchema(name, fields), defaults);
        return true;
    }

    private static bool TryReadField(ref PackReader reader, out FieldSchema? field, out int defaultValue)
    {
        field = null;
        defaultValue = 0;
        Span<int> lengths = stackalloc int[8];
        if (!reader.TryBeginObject(lengths, out int end) || lengths[0] == 0 || !lengths[1..].SequenceEqual([1, 4, 8, 8, 1, 4, 1])) return false;
        if (!TryReadName(ref reader, out string name) || !reader.TryRead(out byte kind) || !reader.TryRead(out int max)) return false;
        if (!reader.TryRead(out double origin) || !reader.TryRead(out double step) || !reader.TryRead(out byte typicalBits)) return false;
        if (!reader.TryRead(out defaultValue) || !reader.TryRead(out byte visibility) || visibility > (byte)Visibility.Owner || !reader.TryEndObject(end)) return false;
        return FieldSchema.TryCreate(name, (FieldKind)kind, max, origin, step, typicalBits, (Visibility)visibility, out field) && defaultValue >= 0 && defaultValue <= max;
    }

    private static bool TryReadName(ref PackReader reader, out string name) => reader.TryRead(Limits.SchemaNameBytes, out name) && name.Length != 0;
}
