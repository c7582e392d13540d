using System.Collections.Generic;
using GameServer.Generators.Model;

namespace GameServer.Generators.Writing;

/// <summary>Writes <c>Capture</c>: every column's span once, then one pass over the slots with all bounds and steps as constants.</summary>
internal static class CaptureWriter
{
    public static void Write(CodeText code, StructModel model, List<Field> fields)
    {
        code.Line()
            .Line("/// <inheritdoc/>")
            .Open($"public override void Capture(Sys::ReadOnlySpan<{model.Name}> values, Sys::ReadOnlySpan<ushort> slots, in Sim::ColumnBlock columns)");
        foreach (Field field in fields) code.Line($"Sys::Span<int> {field.Column} = columns[{field.Index}];");
        code.Open("foreach (ushort slot in slots)").Line($"ref readonly {model.Name} value = ref values[slot];");
        Field first = fields[0];
        foreach (Field field in fields)
        {
            if (field.Part == 0)
            {
                first = field;
                if (Quantising.Preparation(field, "value") is { } preparation) code.Line(preparation);
            }

            code.Line($"{field.Column}[slot] = {Quantising.Forward(field, first, "value")};");
        }

        code.Close().Close();
    }
}
