using System.Collections.Generic;
using GameServer.Bench.Traces;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Bench.Codec;

/// <summary>A trace's fields as the replication's coders see them.</summary>
internal sealed class TraceShape
{
    public TraceShape(TraceHeader header)
    {
        Header = header;
        EntityCount = header.EntityCount;
        List<FieldSchema> fields = [];
        foreach (TraceField field in header.Fields) Add(field, fields);
        Fields = [.. fields];
        Plan = new RowPlan(Fields, [Fields.Length]);
    }

    public TraceHeader Header { get; }

    public int EntityCount { get; }

    public int ColumnCount => Fields.Length;

    public FieldSchema[] Fields { get; }

    public RowPlan Plan { get; }

    // A trace says no more of an integer than its bounds: few values are taken for names, many for a number.
    private static void Add(TraceField field, List<FieldSchema> fields)
    {
        long values = (long)field.Max - field.Min + 1;
        switch (field.Kind)
        {
            case TraceFieldKind.Quaternion3:
                fields.AddRange(FieldSchema.Quaternion(field.Name, field.Bits, 0.1));
                break;
            case TraceFieldKind.Bool:
            case TraceFieldKind.Int when values == 2:
                fields.Add(FieldSchema.Bool(field.Name));
                break;
            case TraceFieldKind.Int when values <= 16:
                fields.Add(FieldSchema.Symbol(field.Name, (int)values));
                break;
            default:
                fields.Add(FieldSchema.Integer(field.Name, 0, (int)(values - 1), 1 << (BitMath.BitLength((uint)(values - 1)) / 3)));
                break;
        }
    }
}
