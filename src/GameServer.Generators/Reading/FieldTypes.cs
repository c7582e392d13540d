using System;
using Microsoft.CodeAnalysis;

namespace GameServer.Generators.Reading;

/// <summary>The types a replicated field may have, and the attributes that go with each.</summary>
internal static class FieldTypes
{
    /// <summary>The supported types, for messages.</summary>
    public const string All = "float, Vector2, Vector3, Quaternion, byte, sbyte, short, ushort, int, uint, bool, an enum, FixedString16, FixedString32, FixedArray4<T>, FixedArray8<T> or FixedArray16<T>";

    /// <summary>The types an array may hold, for messages.</summary>
    public const string InArrays = "an array of float, Quaternion, byte, sbyte, short, ushort, int, uint, bool, an enum, FixedString16 or FixedString32";

    /// <summary>Types that are treated alike.</summary>
    public enum Shape
    {
        None,
        Float,
        Vector,
        Quaternion,
        Integer,
        Enum,
        Bool,
        Text,
    }

    public static Shape ShapeOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => Shape.Float,
        SpecialType.System_Boolean => Shape.Bool,
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 => Shape.Integer,
        _ when type.TypeKind == TypeKind.Enum => Shape.Enum,
        _ when type.IsNumerics("Vector2") || type.IsNumerics("Vector3") => Shape.Vector,
        _ when type.IsNumerics("Quaternion") => Shape.Quaternion,
        _ when TextCapacity(type) > 0 => Shape.Text,
        _ => Shape.None,
    };

    /// <summary>Attributes that say how a value of this shape travels.</summary>
    public static string[] AttributesOf(Shape shape) => shape switch
    {
        Shape.Float => ["Quantized", "Angle"],
        Shape.Vector => ["Quantized"],
        Shape.Quaternion => ["Quaternion"],
        Shape.Integer => ["Integer", "Symbol"],
        Shape.Text => ["FixedString"],
        _ => [],
    };

    public static bool NeedsAttribute(Shape shape) => shape is Shape.Float or Shape.Vector or Shape.Quaternion or Shape.Integer;

    /// <summary>What to write on a field that has no attribute yet.</summary>
    public static string Suggested(Shape shape) => shape switch
    {
        Shape.Float => "[Quantized(min, max, step)] or [Angle(steps)]",
        Shape.Vector => "[Quantized(min, max, step)]",
        Shape.Quaternion => "[Quaternion(bits)]",
        _ => "[Integer(min, max)] or [Symbol(count)]",
    };

    /// <summary>What to do about an attribute of another shape.</summary>
    public static string InsteadOf(Shape shape) => shape switch
    {
        Shape.Enum or Shape.Bool => "remove it, the type says all",
        Shape.Text => "remove it, or use [FixedString(bytes)]",
        _ => $"use {Suggested(shape)}",
    };

    /// <summary>Bytes of a fixed string, or 0 for another type.</summary>
    public static int TextCapacity(ITypeSymbol type)
    {
        if (type.IsOurs("Core", "FixedString16")) return 15;
        return type.IsOurs("Core", "FixedString32") ? 30 : 0;
    }

    /// <summary>Elements of a fixed array, or null for another type.</summary>
    public static int? ArrayLength(ITypeSymbol type)
    {
        foreach (int length in new[] { 4, 8, 16 })
        {
            if (type is INamedTypeSymbol { TypeArguments.Length: 1 } && type.IsOurs("Core", $"FixedArray{length}")) return length;
        }

        return null;
    }

    /// <summary>What a whole number's type holds.</summary>
    public static (long Least, long Most) RangeOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Byte => (0, byte.MaxValue),
        SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 => (0, ushort.MaxValue),
        SpecialType.System_UInt32 => (0, uint.MaxValue),
        SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
        _ => throw new ArgumentException($"{type} is no whole number.", nameof(type)),
    };
}
