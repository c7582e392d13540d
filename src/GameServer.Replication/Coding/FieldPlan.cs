using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>What the entropy coders need of one field of a row.</summary>
internal readonly struct FieldPlan
{
    public FieldPlan(FieldSchema field, int site)
    {
        Kind = field.Kind;
        Modulus = (uint)field.Max + 1;
        Bits = field.Bits;
        Site = site;
        TypicalBits = field.TypicalBits;
        TokenCount = Magnitude.TokenCount(field.Bits);
    }

    public readonly FieldKind Kind;

    /// <summary>Number of values: differences are taken modulo this, the short way round.</summary>
    public readonly uint Modulus;

    public readonly int Bits;

    /// <summary>Number of the field's residuals, or of its symbols, among those of the plan.</summary>
    public readonly int Site;

    public readonly int TypicalBits;

    public readonly int TokenCount;

    /// <summary>Difference of two values, in −modulus/2 .. modulus/2: the same for numbers that turn over and for those that do not, as no value lies outside.</summary>
    public int Difference(int value, int from)
    {
        long difference = (long)value - from;
        if (difference > Modulus / 2) difference -= Modulus;
        else if (difference < -(long)(Modulus / 2)) difference += Modulus;
        return (int)difference;
    }

    /// <summary>Inverse of <see cref="Difference"/>, in range for any difference.</summary>
    public int Add(int from, int difference)
    {
        long value = (long)from + difference;
        if (value >= 0 && value < Modulus) return (int)value;
        value %= Modulus;
        return (int)(value < 0 ? value + Modulus : value);
    }
}
