using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// One replicated field as the wire sees it: an integer in 0..<see cref="Max"/>. The codec maps the game's value onto that range at the precision declared here,
/// once per tick, and every later stage works on integers only.
/// </summary>
public sealed class FieldSchema
{
    private FieldSchema(string name, FieldKind kind, int max, double origin, double step, int typicalBits, Visibility visibility = Visibility.Everyone)
    {
        Name = name;
        Kind = kind;
        Max = max;
        Origin = origin;
        Step = step;
        Bits = BitMath.BitLength((uint)max);
        TypicalBits = typicalBits;
        Visibility = visibility;
    }

    /// <summary>The field's name, unique within its component.</summary>
    public string Name { get; }

    /// <summary>How changes are coded.</summary>
    public FieldKind Kind { get; }

    /// <summary>Largest quantised value; the smallest is 0.</summary>
    public int Max { get; }

    /// <summary>Game value that quantises to 0.</summary>
    public double Origin { get; }

    /// <summary>Game units per quantised step.</summary>
    public double Step { get; }

    /// <summary>Bits that hold every value: 0..31.</summary>
    public int Bits { get; }

    /// <summary>Bits of a typical change; a hint from the game that never affects correctness.</summary>
    public int TypicalBits { get; }

    /// <summary>Who is sent it.</summary>
    public Visibility Visibility { get; }

    /// <summary>A real number in <paramref name="min"/>..<paramref name="max"/>, kept to the nearest <paramref name="step"/>; values outside are clamped.</summary>
    /// <param name="name">Unique within the component.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="step">Precision in game units.</param>
    /// <param name="typicalChange">Usual change over a few ticks, in game units.</param>
    /// <exception cref="ArgumentException">The bounds are empty or need more than 31 bits.</exception>
    public static FieldSchema Quantized(string name, double min, double max, double step, double typicalChange)
    {
        double steps = Math.Round((max - min) / step);
        if (!(max > min) || !(step > 0) || steps > int.MaxValue) throw new ArgumentException($"Field '{name}': {min}..{max} by {step} does not fit 31 bits.", nameof(step));
        return new FieldSchema(name, FieldKind.Number, (int)steps, min, step, TypicalBitsOf(typicalChange / step));
    }

    /// <summary>An angle in radians, kept to 2π / <paramref name="steps"/>.</summary>
    /// <param name="name">Unique within the component.</param>
    /// <param name="steps">Number of directions, a power of two.</param>
    /// <param name="typicalChange">Usual change over a few ticks, in radians.</param>
    /// <exception cref="ArgumentException"><paramref name="steps"/> is not a power of two.</exception>
    public static FieldSchema Angle(string name, int steps, double typicalChange)
    {
        if (steps < 2 || (steps & (steps - 1)) != 0) throw new ArgumentException($"Field '{name}': {steps} steps is not a power of two.", nameof(steps));
        double step = 2 * Math.PI / steps;
        return new FieldSchema(name, FieldKind.Cyclic, steps - 1, 0, step, TypicalBitsOf(typicalChange / step));
    }

    /// <summary>A whole number in <paramref name="min"/>..<paramref name="max"/> that moves by small steps; values outside are clamped.</summary>
    /// <exception cref="ArgumentException">The bounds are empty or need more than 31 bits.</exception>
    public static FieldSchema Integer(string name, int min, int max, int typicalChange)
    {
        if (max <= min || (long)max - min > int.MaxValue) throw new ArgumentException($"Field '{name}': {min}..{max} does not fit 31 bits.", nameof(max));
        return new FieldSchema(name, FieldKind.Number, max - min, min, 1, TypicalBitsOf(typicalChange));
    }

    /// <summary>One of <paramref name="count"/> values without order: an enum, a kind, an id.</summary>
    /// <exception cref="ArgumentException"><paramref name="count"/> is below 1.</exception>
    public static FieldSchema Symbol(string name, int count)
    {
        if (count < 1) throw new ArgumentException($"Field '{name}': {count} values.", nameof(count));
        return new FieldSchema(name, FieldKind.Symbol, count - 1, 0, 1, 0);
    }

    /// <summary>
    /// A rotation as the four fields of the "smallest three" form: which component is largest, then the three others in order. The sign is chosen so that the largest is
    /// positive. Its error is about √2 / (2^<paramref name="bits"/> − 1) per component.
    /// </summary>
    /// <param name="name">Unique within the component; the fields add ".largest", ".a", ".b" and ".c".</param>
    /// <param name="bits">Bits of each of the three, 2..20.</param>
    /// <param name="typicalChange">Usual change over a few ticks, in radians.</param>
    /// <exception cref="ArgumentException"><paramref name="bits"/> is out of range.</exception>
    public static FieldSchema[] Quaternion(string name, int bits, double typicalChange)
    {
        if (bits is < 2 or > 20) throw new ArgumentException($"Field '{name}': {bits} bits per quaternion component; 2 to 20 are possible.", nameof(bits));
        int max = (1 << bits) - 1;
        double step = Math.Sqrt(2) / max;
        FieldSchema Part(string suffix) => new(name + suffix, FieldKind.QuaternionPart, max, -Math.Sqrt(0.5), step, TypicalBitsOf(typicalChange / 2 / step));
        return [new FieldSchema(name + ".largest", FieldKind.QuaternionLargest, 3, 0, 1, 0), Part(".a"), Part(".b"), Part(".c")];
    }

    /// <summary>True or false.</summary>
    public static FieldSchema Bool(string name) => new(name, FieldKind.Bool, 1, 0, 1, 0);

    /// <summary>A field that another build declared; false when no such field can be.</summary>
    internal static bool TryCreate(string name, FieldKind kind, int max, double origin, double step, int typicalBits, Visibility visibility, out FieldSchema? field)
    {
        field = null;
        bool fits = kind switch
        {
            FieldKind.Number or FieldKind.QuaternionPart or FieldKind.Symbol => max >= 0,
            FieldKind.Cyclic => max > 0 && (max & (max + 1L)) == 0,
            FieldKind.Bool => max == 1,
            FieldKind.QuaternionLargest => max == 3,
            _ => false,
        };
        bool finite = !double.IsNaN(origin) && !double.IsInfinity(origin) && step > 0 && !double.IsInfinity(step);
        if (!fits || !finite || name.Length == 0 || typicalBits is < 0 or > 31) return false;
        field = new FieldSchema(name, kind, max, origin, step, typicalBits, visibility);
        return true;
    }

    /// <summary>The same field, sent to fewer.</summary>
    public FieldSchema SeenBy(Visibility visibility) => new(Name, Kind, Max, Origin, Step, TypicalBits, visibility);

    /// <summary>Quantises a real number; not-a-number becomes the lower bound.</summary>
    public int Quantize(float value) => Quantizer.Number(value, Origin, Step, Max);

    /// <summary>Quantises an angle in radians of any number of turns; not-a-number becomes 0.</summary>
    public int QuantizeAngle(float radians) => Quantizer.Angle(radians, Max + 1);

    /// <summary>The real number at the middle of a quantised step.</summary>
    public float Dequantize(int value) => Quantizer.Real(value, Origin, Step);

    private static int TypicalBitsOf(double steps) => steps < 1 ? 0 : BitMath.BitLength((uint)Math.Min(steps, int.MaxValue));
}
