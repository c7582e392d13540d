using System;

namespace GameServer.Simulation;

/// <summary>What a number of a content row may be, both ends allowed. Without it a number may be anything its type holds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(double min, double max) : Attribute
{
    /// <summary>Smallest.</summary>
    public double Min { get; } = min;

    /// <summary>Largest.</summary>
    public double Max { get; } = max;
}
