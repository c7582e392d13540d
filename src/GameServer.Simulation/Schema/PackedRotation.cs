using System;
using System.Numerics;

namespace GameServer.Simulation;

/// <summary>
/// A rotation as four quantised fields: the index of the quaternion's largest component (x, y, z, w), which is left out, and the three others in order, each within ±1/√2. A
/// quaternion and its negative are the same rotation, so the sign is chosen that makes the largest positive ("smallest three").
/// </summary>
public readonly struct PackedRotation
{
    private PackedRotation(int largest, int a, int b, int c)
    {
        Largest = largest;
        A = a;
        B = b;
        C = c;
    }

    /// <summary>Index of the component left out, 0..3.</summary>
    public int Largest { get; }

    /// <summary>First of the others.</summary>
    public int A { get; }

    /// <summary>Second of the others.</summary>
    public int B { get; }

    /// <summary>Third of the others.</summary>
    public int C { get; }

    /// <summary>Packs a rotation of any length above 0; zero, infinite and not-a-number quaternions become the identity.</summary>
    /// <param name="rotation">Need not be normalised.</param>
    /// <param name="max">Largest quantised value of a component: 2^bits − 1.</param>
    public static PackedRotation Of(in Quaternion rotation, int max)
    {
        double x = rotation.X;
        double y = rotation.Y;
        double z = rotation.Z;
        double w = rotation.W;
        double length = Math.Sqrt((x * x) + (y * y) + (z * z) + (w * w));   // of floats, so that doubles neither overflow nor vanish
        if (!(length > 0) || double.IsPositiveInfinity(length)) return new PackedRotation(3, Part(0, max), Part(0, max), Part(0, max));

        int largest = 3;
        double most = Math.Abs(w);
        if (Math.Abs(x) > most) (largest, most) = (0, Math.Abs(x));
        if (Math.Abs(y) > most) (largest, most) = (1, Math.Abs(y));
        if (Math.Abs(z) > most) largest = 2;
        double scale = largest switch { 0 => x, 1 => y, 2 => z, _ => w } < 0 ? -1 / length : 1 / length;
        return largest switch
        {
            0 => new PackedRotation(0, Part(y * scale, max), Part(z * scale, max), Part(w * scale, max)),
            1 => new PackedRotation(1, Part(x * scale, max), Part(z * scale, max), Part(w * scale, max)),
            2 => new PackedRotation(2, Part(x * scale, max), Part(y * scale, max), Part(w * scale, max)),
            _ => new PackedRotation(3, Part(x * scale, max), Part(y * scale, max), Part(z * scale, max)),
        };
    }

    /// <summary>The unit quaternion of four fields in range, whoever chose them.</summary>
    public static Quaternion Unpack(int largest, int a, int b, int c, int max)
    {
        double first = Component(a, max);
        double second = Component(b, max);
        double third = Component(c, max);
        double square = (first * first) + (second * second) + (third * third);
        double left = Math.Sqrt(Math.Max(0, 1 - square));

        // Rounded up, or made up by a stranger, three components may be longer than 1 by themselves.
        double scale = 1 / Math.Sqrt(square + (left * left));
        float p = (float)(first * scale);
        float q = (float)(second * scale);
        float r = (float)(third * scale);
        float rest = (float)(left * scale);
        return largest switch
        {
            0 => new Quaternion(rest, p, q, r),
            1 => new Quaternion(p, rest, q, r),
            2 => new Quaternion(p, q, rest, r),
            _ => new Quaternion(p, q, r, rest),
        };
    }

    private static int Part(double component, int max) => (int)Math.Clamp(Math.Round((component + Math.Sqrt(0.5)) / (Math.Sqrt(2) / max)), 0, max);

    private static double Component(int part, int max) => (part * (Math.Sqrt(2) / max)) - Math.Sqrt(0.5);
}
