using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;

namespace GameServer.Tests;

/// <summary>Fields, and rows that move, drawn from a seed: every kind of field, in any order.</summary>
internal sealed class AnyRows
{
    private readonly FieldSchema[] _fields;

    public AnyRows(ref Prng prng)
    {
        List<FieldSchema> fields = [];
        int count = prng.NextInt(1, 30);
        while (fields.Count < count) AddAny(fields, ref prng);
        _fields = [.. fields];
        FirstEnd = prng.NextInt(0, count);
        while (FirstEnd > 0 && FirstEnd < _fields.Length && _fields[FirstEnd].Kind == FieldKind.QuaternionPart) FirstEnd--;
        Plan = new RowPlan(_fields, [FirstEnd, _fields.Length]);
    }

    public RowPlan Plan { get; }

    /// <summary>Where a row may end besides at its end.</summary>
    public int FirstEnd { get; }

    public int Length => _fields.Length;

    public int[] Any(ref Prng prng)
    {
        int[] row = new int[_fields.Length];
        for (int i = 0; i < row.Length; i++) row[i] = ModelSchema.AnyValue(_fields[i], ref prng);
        return row;
    }

    /// <summary>A row a little on from <paramref name="row"/>, now and then somewhere else.</summary>
    public int[] Next(int[] row, ref Prng prng)
    {
        int[] next = (int[])row.Clone();
        bool jumps = prng.NextChance(0.1);
        for (int i = 0; i < next.Length; i++)
        {
            if (prng.NextChance(0.4)) next[i] = jumps ? ModelSchema.AnyValue(_fields[i], ref prng) : ModelSchema.NearValue(_fields[i], next[i], ref prng);
        }

        return next;
    }

    public bool IsInRange(ReadOnlySpan<int> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (row[i] < 0 || row[i] > _fields[i].Max) return false;
        }

        return true;
    }

    private static void AddAny(List<FieldSchema> fields, ref Prng prng)
    {
        string name = $"f{fields.Count}";
        switch (prng.NextInt(6))
        {
            case 0:
                fields.Add(FieldSchema.Quantized(name, 0, Math.Max(1, int.MaxValue >> prng.NextInt(31)), 1, prng.NextInt(1 << prng.NextInt(1, 31))));
                break;
            case 1:
                fields.Add(FieldSchema.Integer(name, -5, prng.NextInt(1_000), prng.NextInt(50)));
                break;
            case 2:
                fields.Add(FieldSchema.Angle(name, 1 << prng.NextInt(1, 31), prng.NextFloat(0, 6)));
                break;
            case 3:
                fields.Add(FieldSchema.Symbol(name, prng.NextInt(1, 2 << prng.NextInt(1, 30))));
                break;
            case 4:
                fields.AddRange(FieldSchema.Quaternion(name, prng.NextInt(2, 21), 0.1));
                break;
            default:
                fields.Add(FieldSchema.Bool(name));
                break;
        }
    }
}
