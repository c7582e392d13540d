using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GameServer.Bench.Traces;

/// <summary>
/// The two lines before a trace's integers: <c>STATETRACE1</c>, then one line of JSON with <c>rate</c>, <c>entities</c> and <c>fields</c>.
/// </summary>
internal sealed record TraceHeader(double Rate, int EntityCount, IReadOnlyList<TraceField> Fields)
{
    public const string Magic = "STATETRACE1\n";

    private const int EntitiesMax = 65_535;   // a slot is 16 bits wherever it is coded
    private const int ColumnsMax = 64;        // Limits.RowFields

    /// <summary>Integers per entity and frame.</summary>
    public int ColumnCount => Fields.Sum(one => one.ColumnCount);

    /// <exception cref="TraceException">The line is not what it should be.</exception>
    public static TraceHeader Parse(ReadOnlySpan<byte> line)
    {
        HeaderJson json;
        try
        {
            json = JsonSerializer.Deserialize<HeaderJson>(line) ?? throw new TraceException("the header is null");
        }
        catch (JsonException e)
        {
            throw new TraceException($"the header is not the JSON it should be: {e.Message}");
        }

        if (!(json.Rate > 0)) throw new TraceException("the header's \"rate\" must be above 0");
        if (json.Entities is < 1 or > EntitiesMax) throw new TraceException($"the header's \"entities\" is {json.Entities}; 1 to {EntitiesMax} are possible");
        if (json.Fields is not { Count: > 0 }) throw new TraceException("the header has no \"fields\"");
        List<TraceField> fields = [];
        foreach (FieldJson field in json.Fields) fields.Add(ToField(field, fields.Count));
        TraceHeader header = new(json.Rate, json.Entities, fields);
        if (header.ColumnCount > ColumnsMax) throw new TraceException($"the fields have {header.ColumnCount} columns; {ColumnsMax} are possible");
        return header;
    }

    public string ToLine()
    {
        StringBuilder line = new();
        line.Append(CultureInfo.InvariantCulture, $"{{\"rate\":{Rate},\"entities\":{EntityCount},\"fields\":[");
        for (int i = 0; i < Fields.Count; i++)
        {
            TraceField field = Fields[i];
            string rest = field.Kind switch
            {
                TraceFieldKind.Int => string.Create(CultureInfo.InvariantCulture, $"\"int\",\"min\":{field.Min},\"max\":{field.Max}"),
                TraceFieldKind.Bool => "\"bool\"",
                _ => string.Create(CultureInfo.InvariantCulture, $"\"quaternion3\",\"bits\":{field.Bits}"),
            };
            line.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}{{\"name\":{JsonSerializer.Serialize(field.Name)},\"kind\":{rest}}}");
        }

        return line.Append("]}\n").ToString();
    }

    private static TraceField ToField(FieldJson field, int index)
    {
        string name = field.Name ?? throw new TraceException($"field {index} has no \"name\"");
        switch (field.Kind)
        {
            case "bool":
                return TraceField.Bool(name);
            case "quaternion3":
                if (field.Bits is not (>= 2 and <= 20)) throw new TraceException($"field '{name}': \"bits\" must be 2 to 20");
                return TraceField.Quaternion(name, field.Bits.Value);
            case "int":
                if (field.Min is not { } min || field.Max is not { } max) throw new TraceException($"field '{name}': an int needs \"min\" and \"max\" of 32 bits");
                if (min >= max) throw new TraceException($"field '{name}': {min}..{max} holds no choice");
                if ((long)max - min > int.MaxValue) throw new TraceException($"field '{name}': {min}..{max} needs more than 31 bits");
                return TraceField.Int(name, min, max);
            default:
                throw new TraceException($"field '{name}': kind '{field.Kind}' is none of int, bool, quaternion3");
        }
    }

    private sealed record HeaderJson(
        [property: JsonPropertyName("rate")] double Rate,
        [property: JsonPropertyName("entities")] int Entities,
        [property: JsonPropertyName("fields")] IReadOnlyList<FieldJson>? Fields);

    private sealed record FieldJson(
        [property: JsonPropertyName("name")] string? Name,
        [property: JsonPropertyName("kind")] string? Kind,
        [property: JsonPropertyName("min")] int? Min,
        [property: JsonPropertyName("max")] int? Max,
        [property: JsonPropertyName("bits")] int? Bits);
}
