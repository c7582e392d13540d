using System;
using System.Globalization;

namespace GameServer.Core;

/// <summary>One value of a content table: a flag, a whole number, a number or text. Equal when the bytes would be.</summary>
public readonly record struct ContentValue
{
    private readonly long _bits;
    private readonly string? _text;

    private ContentValue(ContentFieldKind kind, long bits, string? text)
    {
        Kind = kind;
        _bits = bits;
        _text = text;
    }

    /// <summary>Which of the factories made it.</summary>
    public ContentFieldKind Kind { get; }

    public bool Flag => _bits != 0;

    public long Integer => _bits;

    public float Single => BitConverter.Int32BitsToSingle((int)_bits);

    public double Double => BitConverter.Int64BitsToDouble(_bits);

    public string Text => _text ?? "";

    /// <summary>The value as a number, for ranges; 0 for text.</summary>
    public double Number => Kind switch
    {
        ContentFieldKind.Single => Single,
        ContentFieldKind.Double => Double,
        ContentFieldKind.Text => 0,
        _ => _bits,
    };

    public static ContentValue Of(bool value) => new(ContentFieldKind.Flag, value ? 1 : 0, null);

    public static ContentValue Of(long value) => new(ContentFieldKind.Integer, value, null);

    /// <summary>A number; minus zero is zero, so that equal content has equal bytes.</summary>
    public static ContentValue Of(float value) => new(ContentFieldKind.Single, value == 0 ? 0 : BitConverter.SingleToInt32Bits(value), null);

    /// <summary>A number; minus zero is zero.</summary>
    public static ContentValue Of(double value) => new(ContentFieldKind.Double, value == 0 ? 0 : BitConverter.DoubleToInt64Bits(value), null);

    public static ContentValue Of(string value) => new(ContentFieldKind.Text, 0, value);

    /// <summary>As it stands in a file, but for quotes.</summary>
    public override string ToString() => Kind switch
    {
        ContentFieldKind.Flag => Flag ? "true" : "false",
        ContentFieldKind.Single => Single.ToString("R", CultureInfo.InvariantCulture),
        ContentFieldKind.Double => Double.ToString("R", CultureInfo.InvariantCulture),
        ContentFieldKind.Text => Text,
        _ => _bits.ToString(CultureInfo.InvariantCulture),
    };
}
