using System;
using System.Numerics;

namespace GameServer.Simulation;

/// <summary>How generated codecs show a value between two states.</summary>
public static class Interpolation
{
    /// <summary>In proportion.</summary>
    public static float Number(float from, float to, float t) => from + ((to - from) * t);

    /// <summary>In proportion, to the nearest whole number, and no further than <paramref name="min"/>..<paramref name="max"/>.</summary>
    public static int Integer(int from, int to, float t, int min, int max)
    {
        double between = Math.Round(from + (((double)to - from) * t));
        return between > min ? (int)Math.Min(between, max) : min;
    }

    /// <summary>Radians, the short way round; the result is within half a turn of <paramref name="from"/>.</summary>
    public static float Angle(float from, float to, float t) => from + ((float)Math.IEEERemainder(to - from, 2 * Math.PI) * t);

    /// <summary>A rotation, the short way round, along a straight line that is then normalised: between two ticks within a fraction of a degree of the arc.</summary>
    public static Quaternion Rotation(in Quaternion from, in Quaternion to, float t) => Quaternion.Lerp(from, to, t);
}
