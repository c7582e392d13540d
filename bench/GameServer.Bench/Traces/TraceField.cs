namespace GameServer.Bench.Traces;

/// <summary>One field of every entity in a trace. Bounds are inclusive; <paramref name="Bits"/> is the width of a quaternion's three components.</summary>
internal sealed record TraceField(string Name, TraceFieldKind Kind, int Min, int Max, int Bits)
{
    public int ColumnCount => Kind == TraceFieldKind.Quaternion3 ? 4 : 1;

    public static TraceField Int(string name, int min, int max) => new(name, TraceFieldKind.Int, min, max, 0);

    public static TraceField Bool(string name) => new(name, TraceFieldKind.Bool, 0, 1, 0);

    public static TraceField Quaternion(string name, int bits) => new(name, TraceFieldKind.Quaternion3, 0, (1 << bits) - 1, bits);

    /// <summary>Smallest value of the field's column number <paramref name="column"/>.</summary>
    public int MinOf(int column) => Kind == TraceFieldKind.Quaternion3 ? 0 : Min;

    /// <summary>Largest value of the field's column number <paramref name="column"/>.</summary>
    public int MaxOf(int column) => Kind == TraceFieldKind.Quaternion3 && column == 0 ? 3 : Max;
}
