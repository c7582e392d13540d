using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// A game's row type, looked at once when it is declared: its public properties that can be set, as fields named in camel case. Values go in and out by reflection, which happens when content
/// is declared or read and never on a tick.
/// </summary>
internal sealed class ContentRowType
{
    private readonly (PropertyInfo Property, ContentField Field)[] _fields;

    /// <param name="type">A class with a constructor without arguments.</param>
    /// <param name="tableOf">Name of the table whose rows are of a type.</param>
    /// <exception cref="ArgumentException">A property is of a type that content cannot have.</exception>
    public ContentRowType(Type type, Func<Type, string> tableOf)
    {
        object defaults = Activator.CreateInstance(type)!;
        IEnumerable<PropertyInfo> properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetMethod is not null && property.SetMethod is { IsPublic: true });
        _fields = [.. properties.Select(property => (property, FieldOf(property, defaults, tableOf))).OrderBy(pair => pair.Item2.Name, StringComparer.Ordinal)];
        if (_fields.Length is 0 or > Limits.ContentFields) throw new ArgumentException($"{type} has {_fields.Length} properties that can be set; 1 to {Limits.ContentFields} are possible.");
    }

    /// <summary>In ordinal order of their names.</summary>
    public ContentField[] Fields => [.. _fields.Select(pair => pair.Field)];

    /// <summary>A row's values, in the order of the fields.</summary>
    public ContentValue[] Read(object row) => [.. _fields.Select(pair => ValueOf(pair.Property, row))];

    /// <summary>Fills a row.</summary>
    /// <param name="row">New.</param>
    /// <param name="values">Checked, in the order of the fields.</param>
    /// <param name="indexOf">Index of a row by table and id.</param>
    public object Make(object row, ContentValue[] values, Func<string, string, int> indexOf)
    {
        for (int i = 0; i < values.Length; i++) _fields[i].Property.SetValue(row, ObjectOf(_fields[i].Property.PropertyType, _fields[i].Field, values[i], indexOf));
        return row;
    }

    private static ContentField FieldOf(PropertyInfo property, object defaults, Func<Type, string> tableOf)
    {
        Type type = property.PropertyType;
        ContentField field = new(CamelCase(property.Name), KindOf(property), ValueOf(property, defaults));
        if (type.IsEnum) field = field with { Choices = [.. Enum.GetNames(type).Select(CamelCase)] };
        else if (IsReference(type)) field = field with { Target = tableOf(type.GetGenericArguments()[0]), TextBytesMax = Limits.ContentNameBytes };
        else if (field.Kind is ContentFieldKind.Integer) field = field with { Min = RangeOf(type).Min, Max = RangeOf(type).Max };
        if (property.GetCustomAttribute<RangeAttribute>() is { } range) field = field with { Min = range.Min, Max = range.Max };
        if (property.GetCustomAttribute<TextBytesAttribute>() is { } text) field = field with { TextBytesMax = Math.Min(text.Max, Limits.ContentTextBytes) };
        return field;
    }

    private static ContentFieldKind KindOf(PropertyInfo property)
    {
        Type type = property.PropertyType;
        if (type == typeof(bool)) return ContentFieldKind.Flag;
        if (type == typeof(float)) return ContentFieldKind.Single;
        if (type == typeof(double)) return ContentFieldKind.Double;
        if (type == typeof(string) || type.IsEnum || IsReference(type)) return ContentFieldKind.Text;
        if (type == typeof(int) || type == typeof(byte) || type == typeof(short) || type == typeof(ushort) || type == typeof(uint) || type == typeof(long)) return ContentFieldKind.Integer;
        throw new ArgumentException($"{property.DeclaringType}.{property.Name} is a {type}; content is of bool, whole numbers up to 64 bits, float, double, string, enums and ContentRef.");
    }

    private static bool IsReference(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ContentRef<>);

    private static (double Min, double Max) RangeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => (byte.MinValue, byte.MaxValue),
        TypeCode.Int16 => (short.MinValue, short.MaxValue),
        TypeCode.UInt16 => (ushort.MinValue, ushort.MaxValue),
        TypeCode.Int32 => (int.MinValue, int.MaxValue),
        TypeCode.UInt32 => (uint.MinValue, uint.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    private static ContentValue ValueOf(PropertyInfo property, object row)
    {
        object? value = property.GetValue(row);
        return KindOf(property) switch
        {
            ContentFieldKind.Flag => ContentValue.Of((bool)value!),
            ContentFieldKind.Single => ContentValue.Of((float)value!),
            ContentFieldKind.Double => ContentValue.Of((double)value!),
            ContentFieldKind.Integer => ContentValue.Of(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            _ => ContentValue.Of(property.PropertyType.IsEnum ? CamelCase(value!.ToString()!) : value?.ToString() ?? ""),
        };
    }

    private static object ObjectOf(Type type, ContentField field, in ContentValue value, Func<string, string, int> indexOf)
    {
        if (field.Target is { } table) return Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.NonPublic, null, [value.Text, indexOf(table, value.Text)], null)!;
        if (type.IsEnum) return Enum.Parse(type, Enum.GetNames(type).First(PickerOf(value.Text)));
        return field.Kind switch
        {
            ContentFieldKind.Flag => value.Flag,
            ContentFieldKind.Single => value.Single,
            ContentFieldKind.Double => value.Double,
            ContentFieldKind.Integer => Convert.ChangeType(value.Integer, type, CultureInfo.InvariantCulture),
            _ => value.Text,
        };
    }

    private static Func<string, bool> PickerOf(string choice) => name => CamelCase(name) == choice;

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
