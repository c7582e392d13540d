using System;
using System.Runtime.CompilerServices;

namespace GameServer.Simulation;

/// <summary>
/// The one rule by which game values become quantised fields and back. Generated codecs pass constants, which the JIT folds after inlining: a step that is a power of two
/// becomes a multiplication. <see cref="FieldSchema"/> passes its properties; both give the same integers.
/// </summary>
public static class Quantizer
{
    /// <summary>2^63: an angle of so many steps is no direction any more, and does not fit 64 bits.</summary>
    private const double StepsMax = -(double)long.MinValue;

    /// <summary>A real number as the nearest whole step from <paramref name="origin"/>, in 0..<paramref name="max"/>; ties go to the even step, not-a-number to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // micro: capturing a body
    public static int Number(float value, double origin, double step, int max)
    {
        double steps = Math.Round((value - origin) / step);
        if (!(steps > 0)) return 0;
        return steps < max ? (int)steps : max;
    }

    /// <summary>An angle in radians as the nearest of <paramref name="steps"/> directions, a power of two; not-a-number, and what is beyond 2^63 steps, is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // micro: capturing a body
    public static int Angle(float radians, int steps)
    {
        double turned = Math.Round(radians / (2 * Math.PI / steps));
        return turned is > -StepsMax and < StepsMax ? (int)(long)turned & (steps - 1) : 0;
    }

    /// <summary>The real number at the middle of a quantised step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // micro: applying a body
    public static float Real(int value, double origin, double step) => (float)(origin + (value * step));

    /// <summary>A whole number as its distance from <paramref name="min"/>, clamped.</summary>
    public static int Integer(int value, int min, int max) => Math.Clamp(value, min, max) - min;

    /// <summary>A whole number as its distance from <paramref name="min"/>, clamped.</summary>
    public static int Integer(uint value, int min, int max) => (int)(Math.Clamp((long)value, min, max) - min);

    /// <summary>A value without order, or 0 for one outside 0..<paramref name="max"/>.</summary>
    public static int Symbol(int value, int max) => (uint)value <= (uint)max ? value : 0;
}
