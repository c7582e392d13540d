using System;
using System.Collections.Generic;
using GameServer.Generators.Model;

namespace GameServer.Generators.Writing;

/// <summary>Writes the members that make or read one value: <c>Apply</c>, <c>Interpolate</c>, <c>Hash</c>.</summary>
internal static class ValueWriter
{
    private const string Interpolation = "Sim::Interpolation";

    public static void WriteApply(CodeText code, StructModel model, List<Field> fields)
    {
        code.Line()
            .Line("/// <inheritdoc/>")
            .Open($"public override {model.Name} Apply(Sys::ReadOnlySpan<int> fields)")
            .Line($"{model.Name} value = default;");
        SeenBy seenBy = fields[0].Element.SeenBy;
        foreach (Field field in fields)
        {
            Element element = field.Element;
            if (element.SeenBy != seenBy)
            {
                seenBy = element.SeenBy;
                code.Line($"if (fields.Length == {field.Index}) return value;   // the rest is only for the {(seenBy == SeenBy.Team ? "team" : "owner")}");
            }

            if (element.Kind == ElementKind.Text) WriteTextPart(code, field);
            else if (field.Part == 0) code.Line($"value.{element.Path} = {Quantising.Back(field, "fields")};");
        }

        code.Line("return value;").Close();
    }

    public static void WriteInterpolate(CodeText code, StructModel model)
    {
        code.Line()
            .Line("/// <inheritdoc/>")
            .Open($"public override {model.Name} Interpolate(in {model.Name} from, in {model.Name} to, float t)")
            .Line($"{model.Name} value = t < 1 ? from : to;");
        foreach (Element element in model.Elements)
        {
            if (Between(element) is { } between) code.Line($"value.{element.Path} = {between};");
        }

        code.Line("return value;").Close();
    }

    public static void WriteHash(CodeText code, StructModel model, List<Field> fields)
    {
        code.Line()
            .Line("/// <inheritdoc/>")
            .Open($"public override ulong Hash(ulong hash, in {model.Name} value)");
        Field first = fields[0];
        foreach (Field field in fields)
        {
            if (field.Part == 0)
            {
                first = field;
                if (Quantising.Preparation(field, "value") is { } preparation) code.Line(preparation);
            }

            string integer = Quantising.Forward(field, first, "value");
            code.Line($"hash = Core::StateHasher.Combine(hash, (uint){(integer.IndexOf(' ') < 0 || integer.EndsWith(")", StringComparison.Ordinal) ? integer : $"({integer})")});");
        }

        code.Line("return hash;").Close();
    }

    // An element of an array is a copy: its parts are gathered before it is set.
    private static void WriteTextPart(CodeText code, Field field)
    {
        Element element = field.Element;
        bool isElement = element.Path.EndsWith("]", StringComparison.Ordinal);
        string target = isElement ? $"text{field.Index - field.Part}" : $"value.{element.Path}";
        if (isElement && field.Part == 0) code.Line($"var {target} = value.{element.Path};");
        code.Line($"{target}.SetPart({field.Part}, fields[{field.Index}]);");
        if (isElement && field.Part == element.FieldCount - 1) code.Line($"value.{element.Path} = {target};");
    }

    private static string? Between(Element element)
    {
        string from = $"from.{element.Path}";
        string to = $"to.{element.Path}";
        switch (element.Kind)
        {
            case ElementKind.Number:
                return $"{Interpolation}.Number({from}, {to}, t)";
            case ElementKind.Angle:
                return $"{Interpolation}.Angle({from}, {to}, t)";
            case ElementKind.Rotation:
                return $"{Interpolation}.Rotation({from}, {to}, t)";
            case ElementKind.Integer:
                bool isUnsigned = element.Cast == "uint";
                string cast = element.Cast.Length == 0 ? "" : $"({element.Cast})";
                return $"{cast}{Interpolation}.Integer({(isUnsigned ? $"unchecked((int){from})" : from)}, {(isUnsigned ? $"unchecked((int){to})" : to)}, t, {Numbers.Text((int)element.Min)}, {Numbers.Text((int)element.Max)})";
            default:
                return null;
        }
    }
}
