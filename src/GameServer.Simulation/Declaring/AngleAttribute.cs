using System;

namespace GameServer.Simulation;

/// <summary>A <see cref="float"/> in radians, of any number of turns, that is sent as one of <paramref name="steps"/> directions.</summary>
/// <param name="steps">Directions of a full turn: a power of two, 2 to 2^30.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class AngleAttribute(int steps) : Attribute
{
    /// <summary>Directions of a full turn.</summary>
    public int Steps { get; } = steps;
}
