using GameServer.Generators.Model;

namespace GameServer.Generators.Writing;

/// <summary>Expressions that turn a field of a struct into its quantised integer and back.</summary>
internal static class Quantising
{
    private const string Quantizer = "Sim::Quantizer";

    /// <summary>A local variable that several fields of one element share, or null.</summary>
    public static string? Preparation(Field first, string value)
    {
        Element element = first.Element;
        return element.Kind switch
        {
            ElementKind.Rotation => $"Sim::PackedRotation {Shared(first)} = Sim::PackedRotation.Of({value}.{element.Path}, {element.QuantisedMax});",
            ElementKind.Text when element.Size < element.Capacity => $"var {Shared(first)} = {value}.{element.Path}.Truncated({element.Size});",
            _ => null,
        };
    }

    public static string Forward(Field field, Field first, string value)
    {
        Element element = field.Element;
        string path = $"{value}.{element.Path}";
        return element.Kind switch
        {
            ElementKind.Number => $"{Quantizer}.Number({path}, {Numbers.Text(element.Min)}, {Numbers.Text(element.Step)}, {element.QuantisedMax})",
            ElementKind.Angle => $"{Quantizer}.Angle({path}, {element.Size})",
            ElementKind.Integer => $"{Quantizer}.Integer({path}, {Numbers.Text((int)element.Min)}, {Numbers.Text((int)element.Max)})",
            ElementKind.Symbol => $"{Quantizer}.Symbol({(IsImplicit(element) ? path : $"unchecked((int){path})")}, {element.QuantisedMax})",
            ElementKind.Bool => $"{path} ? 1 : 0",
            ElementKind.Rotation => $"{Shared(first)}.{field.RotationPart}",
            _ => $"{(element.Size < element.Capacity ? Shared(first) : path)}.GetPart({field.Part})",
        };
    }

    public static string Back(Field field, string fields)
    {
        Element element = field.Element;
        string At(int part) => $"{fields}[{field.Index + part}]";
        return element.Kind switch
        {
            ElementKind.Number => $"{Quantizer}.Real({At(0)}, {Numbers.Text(element.Min)}, {Numbers.Text(element.Step)})",
            ElementKind.Angle => $"{Quantizer}.Real({At(0)}, 0, 2 * Sys::Math.PI / {element.Size})",
            ElementKind.Integer => Cast(element, Offset(At(0), (int)element.Min)),
            ElementKind.Symbol => Cast(element, At(0)),
            ElementKind.Bool => $"{At(0)} != 0",
            _ => $"Sim::PackedRotation.Unpack({At(0)}, {At(1)}, {At(2)}, {At(3)}, {element.QuantisedMax})",
        };
    }

    // Enums and uint need a cast to int; smaller whole numbers become one by themselves.
    private static bool IsImplicit(Element element) => element.Cast is not "uint" && element.Cast.IndexOf(':') < 0;

    private static string Shared(Field first) => $"{first.Local}Packed";

    private static string Offset(string field, int min)
    {
        return min switch
        {
            0 => field,
            int.MinValue => $"{field} + int.MinValue",   // its positive is no int
            < 0 => $"{field} - {-min}",
            _ => $"{field} + {min}",
        };
    }

    private static string Cast(Element element, string expression)
    {
        if (element.Cast.Length == 0) return expression;
        return expression.IndexOf(' ') < 0 ? $"({element.Cast}){expression}" : $"({element.Cast})({expression})";
    }
}
