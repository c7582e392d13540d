using System;

namespace GameServer.Simulation;

/// <summary>
/// A <see cref="float"/>, <see cref="System.Numerics.Vector2"/> or <see cref="System.Numerics.Vector3"/> that is sent as whole steps from <paramref name="min"/>. Values outside are
/// clamped; the error within is at most half a step.
/// </summary>
/// <param name="min">Smallest value, in game units.</param>
/// <param name="max">Largest value, in game units; at most 2^31 − 1 steps above <paramref name="min"/>.</param>
/// <param name="step">Precision, in game units.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class QuantizedAttribute(double min, double max, double step) : Attribute
{
    /// <summary>Smallest value, in game units.</summary>
    public double Min { get; } = min;

    /// <summary>Largest value, in game units.</summary>
    public double Max { get; } = max;

    /// <summary>Precision, in game units.</summary>
    public double Step { get; } = step;
}
