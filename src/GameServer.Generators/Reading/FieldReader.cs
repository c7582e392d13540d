using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GameServer.Generators.Reading;

/// <summary>Reads one field of a replicated struct into the scalars that travel: several for vectors and arrays, none for <c>[ServerOnly]</c>.</summary>
internal sealed class FieldReader
{
    private static readonly string[] TravelAttributes = ["Quantized", "Angle", "Integer", "Symbol", "Quaternion", "FixedString"];
    private static readonly string[] OtherAttributes = ["FixedArray", "ChangesBy", "OwnerOnly", "TeamOnly"];

    private readonly IFieldSymbol _field;
    private readonly string _label;   // Struct.Field, as messages name it
    private readonly SeenBy _seenBy;
    private readonly List<Element> _elements;
    private readonly List<Problem> _problems;

    private FieldReader(IFieldSymbol field, SeenBy seenBy, List<Element> elements, List<Problem> problems)
    {
        _field = field;
        _label = LabelOf(field);
        _seenBy = seenBy;
        _elements = elements;
        _problems = problems;
    }

    public static void Read(IFieldSymbol field, SeenBy structSeenBy, List<Element> elements, List<Problem> problems)
    {
        bool isAnnotated = TravelAttributes.Concat(OtherAttributes).Any(name => field.Find(name) is not null);
        if (field.IsStatic && !isAnnotated) return;
        SeenBy? seenBy = StructReader.ReadSeenBy(field, structSeenBy, problems);
        if (seenBy is null) return;
        new FieldReader(field, seenBy.Value, elements, problems).Read(isAnnotated);
    }

    private void Read(bool isAnnotated)
    {
        if (!_field.Type.IsUnmanagedType && _field.Type.TypeKind != TypeKind.Error && !_field.IsStatic)
        {
            Report(Diagnostics.HoldsReferences, _label);
            return;
        }

        if (_field.Find("ServerOnly") is not null)
        {
            if (isAnnotated) Report(Diagnostics.TwoAttributes, _label, "ServerOnly", TravelAttributes.Concat(OtherAttributes).First(name => _field.Find(name) is not null));
            return;
        }

        if (NotAssignable() is { } fault)
        {
            Report(Diagnostics.NotAssignable, _label, fault);
            return;
        }

        string path = Names.Escaped(_field.Name);
        string schemaName = Names.CamelCase(_field.Name);
        if (FieldTypes.ArrayLength(_field.Type) is { } length) ReadArray(path, schemaName, length);
        else if (_field.Find("FixedArray") is not null) Report(Diagnostics.AttributeDoesNotFit, _label, Shown(_field.Type), "FixedArray", "remove it, or make the field a FixedArray4<T>, FixedArray8<T> or FixedArray16<T>");
        else ReadValue(_field.Type, path, schemaName, true);
    }

    private string? NotAssignable()
    {
        if (_field.AssociatedSymbol is not null || _field.IsImplicitlyDeclared) return "belongs to a property: make it a field, or mark it [field: ServerOnly]";
        if (_field.IsStatic) return "is static: remove its attributes, or the word static";
        if (_field.IsReadOnly) return "is readonly: remove the word readonly";
        if (_field.IsFixedSizeBuffer) return "is a fixed buffer: use FixedArray4<T>, FixedArray8<T> or FixedArray16<T>";
        return _field.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal ? null : "is private: make it internal or public, or mark it [ServerOnly]";
    }

    private void ReadArray(string path, string schemaName, int capacity)
    {
        int length = capacity;
        if (_field.Find("FixedArray") is { } attribute && !TryLength(attribute, "FixedArray", capacity, out length)) return;
        ITypeSymbol type = ((INamedTypeSymbol)_field.Type).TypeArguments[0];
        for (int i = 0; i < length; i++)
        {
            if (!ReadValue(type, $"{path}[{i}]", $"{schemaName}.{i}", false)) return;
        }
    }

    /// <summary>One value that is not an array; vectors only where <paramref name="mayBeVector"/>.</summary>
    private bool ReadValue(ITypeSymbol type, string path, string schemaName, bool mayBeVector)
    {
        FieldTypes.Shape shape = FieldTypes.ShapeOf(type);
        if (shape == FieldTypes.Shape.None || (shape == FieldTypes.Shape.Vector && !mayBeVector)) return Report(Diagnostics.TypeUnsupported, _label, Shown(type), mayBeVector ? FieldTypes.All : FieldTypes.InArrays);
        string[] given = [.. TravelAttributes.Where(name => _field.Find(name) is not null)];
        if (given.Length > 1) return Report(Diagnostics.TwoAttributes, _label, given[0], given[1]);
        string[] fitting = FieldTypes.AttributesOf(shape);
        if (given.Length == 1 && !fitting.Contains(given[0])) return Report(Diagnostics.AttributeDoesNotFit, _label, Shown(type), given[0], FieldTypes.InsteadOf(shape));
        if (given.Length == 0 && FieldTypes.NeedsAttribute(shape)) return Report(Diagnostics.AttributeMissing, _label, Shown(type), FieldTypes.Suggested(shape));

        Element element = new(path, schemaName, default, _seenBy, "", 0, 0, 1, 0, 0, 1);
        string name = given.Length == 1 ? given[0] : "";
        AttributeData? attribute = name.Length == 0 ? null : _field.Find(name);
        if (attribute is not null && attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error)) return false;   // the compiler says what is wrong
        Element? read = shape switch
        {
            FieldTypes.Shape.Bool => element with { Kind = ElementKind.Bool, Size = 2 },
            FieldTypes.Shape.Enum => ReadEnum((INamedTypeSymbol)type, element),
            FieldTypes.Shape.Text => ReadText(type, attribute, element),
            _ => ReadAttribute(type, name, attribute!, element),
        };
        if (read is not null) read = ReadTypical(read);
        if (read is null) return false;
        if (shape != FieldTypes.Shape.Vector)
        {
            _elements.Add(read);
            return true;
        }

        foreach (string axis in type.Name == "Vector2" ? new[] { "X", "Y" } : ["X", "Y", "Z"])
        {
            _elements.Add(read with { Path = $"{path}.{axis}", SchemaName = $"{schemaName}.{Names.CamelCase(axis)}" });
        }

        return true;
    }

    private Element? ReadAttribute(ITypeSymbol type, string name, AttributeData attribute, Element element)
    {
        object[] values = [.. attribute.ConstructorArguments.Select(argument => argument.Value!)];
        return name switch
        {
            "Quantized" => ReadQuantized(element, (double)values[0], (double)values[1], (double)values[2]),
            "Angle" => ReadAngle(element, (int)values[0]),
            "Integer" => ReadInteger(type, element, (int)values[0], (int)values[1]),
            "Symbol" => ReadSymbol(type, element, (int)values[0]),
            _ => ReadQuaternion(element, (int)values[0]),
        };
    }

    private Element? ReadQuantized(Element element, double min, double max, double step)
    {
        if (!(max > min)) return Refuse(Diagnostics.BoundsEmpty, _label, Numbers.Text(min), Numbers.Text(max));
        if (!(step > 0)) return Refuse(Diagnostics.StepNotPositive, _label, Numbers.Text(step));
        double steps = Math.Round((max - min) / step);
        if (!(steps <= int.MaxValue)) return Refuse(Diagnostics.TooManyBits, _label, Numbers.Text(min), Numbers.Text(max), Numbers.Text(step));
        if (steps < 1) return Refuse(Diagnostics.BoundsEmpty, _label, Numbers.Text(min), $"{Numbers.Text(max)} at a step of {Numbers.Text(step)}");
        return element with { Kind = ElementKind.Number, Min = min, Max = max, Step = step, Typical = step };
    }

    private Element? ReadAngle(Element element, int steps)
    {
        const int Most = 1 << 30;
        if (steps >= 2 && (steps & (steps - 1)) == 0) return element with { Kind = ElementKind.Angle, Size = steps, Typical = 2 * Math.PI / steps };
        int nearest = 2;
        while (nearest < steps && nearest < Most) nearest *= 2;
        return Refuse(Diagnostics.AngleSteps, _label, $"{steps}", $"{nearest}");
    }

    private Element? ReadInteger(ITypeSymbol type, Element element, int min, int max)
    {
        if (max <= min) return Refuse(Diagnostics.BoundsEmpty, _label, $"{min}", $"{max}");
        (long least, long most) = FieldTypes.RangeOf(type);
        if (min < least || max > most) return Refuse(Diagnostics.BoundsBeyondType, _label, $"{min}", $"{max}", Shown(type), $"{least}", $"{most}");
        if ((long)max - min > int.MaxValue) return Refuse(Diagnostics.TooManyBits, _label, $"{min}", $"{max}", "1");
        return element with { Kind = ElementKind.Integer, Min = min, Max = max, Cast = CastTo(type) };
    }

    private Element? ReadSymbol(ITypeSymbol type, Element element, int count)
    {
        long most = Math.Min(FieldTypes.RangeOf(type).Most + 1, int.MaxValue);
        if (count < 1 || count > most) return Refuse(Diagnostics.SymbolCount, _label, $"{count}", $"{most}", Shown(type));
        return element with { Kind = ElementKind.Symbol, Size = count, Cast = CastTo(type) };
    }

    private Element? ReadQuaternion(Element element, int bits)
    {
        if (bits is < 2 or > 20) return Refuse(Diagnostics.QuaternionBits, _label, $"{bits}");
        Element rotation = element with { Kind = ElementKind.Rotation, Size = bits };
        return rotation with { Typical = 2 * Math.Sqrt(2) / rotation.QuantisedMax };
    }

    private Element? ReadEnum(INamedTypeSymbol type, Element element)
    {
        bool isFlags = type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == "System.FlagsAttribute");
        long most = -1;
        foreach (IFieldSymbol member in type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue))
        {
            decimal value = Convert.ToDecimal(member.ConstantValue, System.Globalization.CultureInfo.InvariantCulture);
            if (value < 0) return Refuse(Diagnostics.EnumValues, _label, type.Name, $"has the value {member.Name} = {value}: number its values from 0");
            if (value >= int.MaxValue) return Refuse(Diagnostics.EnumValues, _label, type.Name, $"has the value {member.Name} = {value}: stay below {int.MaxValue}");
            most = isFlags ? Math.Max(most, 0) | (long)value : Math.Max(most, (long)value);
        }

        if (most < 0) return Refuse(Diagnostics.EnumValues, _label, type.Name, "has no values: give it some");
        if (most >= int.MaxValue) return Refuse(Diagnostics.EnumValues, _label, type.Name, $"has flags that together reach {most}: stay below {int.MaxValue}");
        return element with { Kind = ElementKind.Symbol, Size = (int)most + 1, Cast = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) };
    }

    private Element? ReadText(ITypeSymbol type, AttributeData? attribute, Element element)
    {
        int capacity = FieldTypes.TextCapacity(type);
        int bytes = capacity;
        if (attribute is not null && !TryLength(attribute, "FixedString", capacity, out bytes)) return null;
        return element with { Kind = ElementKind.Text, Size = bytes, Capacity = capacity };
    }

    private Element? ReadTypical(Element element)
    {
        if (_field.Find("ChangesBy") is not { } attribute || attribute.ConstructorArguments[0].Value is not double typical) return element;
        string shown = Numbers.Text(typical);
        if (element.Kind is ElementKind.Bool or ElementKind.Symbol or ElementKind.Text) return Refuse(Diagnostics.ChangesBy, _label, shown, "is for numbers, angles and rotations: remove it");
        if (!(typical > 0) || double.IsInfinity(typical)) return Refuse(Diagnostics.ChangesBy, _label, shown, "is not above 0: give a usual change over a few ticks, in the field's units");
        if (element.Kind == ElementKind.Integer && (typical != Math.Floor(typical) || typical > int.MaxValue)) return Refuse(Diagnostics.ChangesBy, _label, shown, "is no int: give a whole number for an [Integer]");
        return element with { Typical = typical };
    }

    private bool TryLength(AttributeData attribute, string name, int capacity, out int length)
    {
        length = attribute.ConstructorArguments[0].Value as int? ?? 0;
        return (length >= 1 && length <= capacity) || Report(Diagnostics.LengthOutOfRange, _label, name, $"{length}", Shown(_field.Type), $"{capacity}");
    }

    private Element? Refuse(DiagnosticDescriptor descriptor, params string[] arguments)
    {
        Report(descriptor, arguments);
        return null;
    }

    private bool Report(DiagnosticDescriptor descriptor, params string[] arguments)
    {
        _problems.Add(Problem.At(_field.AssociatedSymbol ?? _field, descriptor, arguments));
        return false;
    }

    private static string LabelOf(IFieldSymbol field) => $"{field.ContainingType.Name}.{(field.AssociatedSymbol ?? field).Name}";

    private static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string CastTo(ITypeSymbol type) => type.SpecialType == SpecialType.System_Int32 ? "" : Shown(type);
}
