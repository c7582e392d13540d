using System;

namespace GameServer.Generators.Model;

/// <summary>One scalar of a struct: a field, a vector's component, or an array's element. It takes one quantised field, four if a rotation, several if text.</summary>
/// <param name="Path">How code names it: <c>Health</c>, <c>Position.X</c>, <c>Slots[2]</c>.</param>
/// <param name="SchemaName">How the schema names it: <c>health</c>, <c>position.x</c>, <c>slots.2</c>.</param>
/// <param name="Kind">How it travels.</param>
/// <param name="SeenBy">Who is sent it.</param>
/// <param name="Cast">Type to cast a quantised field to, or "" where an int will do.</param>
/// <param name="Min">Lower bound of a number or integer.</param>
/// <param name="Max">Upper bound of a number or integer.</param>
/// <param name="Step">Precision of a number.</param>
/// <param name="Size">Directions of an angle; values of a symbol; bits of a rotation; bytes of text.</param>
/// <param name="Capacity">Bytes of text that the type holds.</param>
/// <param name="Typical">Usual change, in the field's units.</param>
internal sealed record Element(string Path, string SchemaName, ElementKind Kind, SeenBy SeenBy, string Cast, double Min, double Max, double Step, int Size, int Capacity, double Typical)
{
    private const int BytesPerPart = 3;

    public int FieldCount => Kind switch
    {
        ElementKind.Rotation => 4,
        ElementKind.Text => (Size + BytesPerPart - 1) / BytesPerPart,
        _ => 1,
    };

    /// <summary>Largest quantised value: the same arithmetic as in <c>FieldSchema</c>.</summary>
    public int QuantisedMax => Kind switch
    {
        ElementKind.Number => (int)Math.Round((Max - Min) / Step),
        ElementKind.Integer => (int)(Max - Min),
        ElementKind.Rotation => (1 << Size) - 1,
        ElementKind.Bool => 1,
        _ => Size - 1,
    };

    /// <summary>Bits of a typical change: the same arithmetic as in <c>FieldSchema</c>.</summary>
    public int TypicalBits => BitsOf(Kind switch
    {
        ElementKind.Number => Typical / Step,
        ElementKind.Angle => Typical / (2 * Math.PI / Size),
        ElementKind.Rotation => Typical / 2 / (Math.Sqrt(2) / QuantisedMax),
        _ => Typical,
    });

    /// <summary>Values of one part of text: all of three bytes, or fewer in the last.</summary>
    public int PartValues(int part) => 1 << (8 * Math.Min(BytesPerPart, Size - (part * BytesPerPart)));

    public static int BitsOf(double max)
    {
        if (max < 1) return 0;
        int bits = 0;
        for (long left = (long)Math.Min(max, int.MaxValue); left > 0; left >>= 1) bits++;
        return bits;
    }
}
