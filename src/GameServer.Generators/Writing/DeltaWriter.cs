using System.Collections.Generic;
using GameServer.Generators.Model;

namespace GameServer.Generators.Writing;

/// <summary>Writes <c>WriteDelta</c> and <c>TryReadDelta</c>: the bits of <c>RowCoder</c>, field by field with constants instead of by table.</summary>
internal static class DeltaWriter
{
    private const string RowDelta = "Sim::RowDelta";

    public static void Write(CodeText code, List<Field> fields)
    {
        bool isSingle = fields.Count == 1;   // then the component's changed bit is the field's
        code.Line()
            .Line("/// <inheritdoc/>")
            .Open("public void WriteDelta(ref Core::BitWriter writer, Sys::ReadOnlySpan<int> baseline, Sys::ReadOnlySpan<int> row)");
        if (!isSingle)
        {
            code.Line("bool changed = !Sys::MemoryExtensions.SequenceEqual(row, baseline);")
                .Line("writer.WriteBit(changed);")
                .Line("if (!changed) return;");
        }

        foreach (Field field in fields) code.Line($"{RowDelta}.Write{Call(field, $"ref writer, baseline[{field.Index}], row[{field.Index}]", false)};");
        code.Close();

        code.Line()
            .Line("/// <inheritdoc/>")
            .Open("public bool TryReadDelta(ref Core::BitReader reader, Sys::ReadOnlySpan<int> baseline, Sys::Span<int> row)")
            .Line("baseline.CopyTo(row);");
        if (!isSingle)
        {
            code.Line("if (!reader.TryReadBit(out bool changed)) return false;")
                .Line("if (!changed) return true;");
        }

        code.Line($"return {RowDelta}.TryRead{Call(fields[0], "ref reader, ref row[0]", true)}{(isSingle ? ";" : "")}").Indent();
        for (int i = 1; i < fields.Count; i++)
        {
            code.Line($"&& {RowDelta}.TryRead{Call(fields[i], $"ref reader, ref row[{i}]", true)}{(i + 1 < fields.Count ? "" : ";")}");
        }

        code.Outdent().Close();
    }

    private static string Call(Field field, string arguments, bool isRead)
    {
        Element element = field.Element;
        int max = element.QuantisedMax;
        int bits = Element.BitsOf(max);
        if (element.Kind == ElementKind.Text)
        {
            max = element.PartValues(field.Part) - 1;
            bits = Element.BitsOf(max);
        }

        switch (element.Kind)
        {
            case ElementKind.Number or ElementKind.Integer:
            case ElementKind.Rotation when field.Part > 0:
                return $"Number({arguments}, {element.TypicalBits}{(isRead ? $", {max}" : "")})";
            case ElementKind.Rotation:
                return $"Symbol({arguments}, 2{(isRead ? ", 3" : "")})";
            case ElementKind.Angle:
                return $"Cyclic({arguments}, {element.TypicalBits}, {max})";
            case ElementKind.Bool:
                return $"Bool({arguments})";
            default:
                return $"Symbol({arguments}, {bits}{(isRead ? $", {max}" : "")})";
        }
    }
}
