using System.Runtime.CompilerServices;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: three times per number
    public int Difference(int value, int from)
    {
        int half = (int)(Modulus / 2);
        int difference = value - from;
        if (difference > half) return difference - (int)Modulus;
        return difference < -half ? difference + (int)Modulus : difference;
    }

    /// <summary>Inverse of <see cref="Difference"/>, in range for any difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above
    public int Add(int from, int difference)
    {
        long value = (long)from + difference;
        return (ulong)value < Modulus ? (int)value : TurnOver(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]   // rare: it must not take the registers of what is common
    private int TurnOver(long value)
    {
        value %= Modulus;
        return (int)(value < 0 ? value + Modulus : value);
    }
}
