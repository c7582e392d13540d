using System;

namespace GameServer.Simulation;

/// <summary>
/// A whole number (<see cref="byte"/>, <see cref="sbyte"/>, <see cref="short"/>, <see cref="ushort"/>, <see cref="int"/> or <see cref="uint"/>) that moves by small steps: health,
/// ammunition, a score. Values outside are clamped. For an id without order use <see cref="SymbolAttribute"/>.
/// </summary>
/// <param name="min">Smallest value.</param>
/// <param name="max">Largest value, at most 2^31 − 1 above <paramref name="min"/>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class IntegerAttribute(int min, int max) : Attribute
{
    /// <summary>Smallest value.</summary>
    public int Min { get; } = min;

    /// <summary>Largest value.</summary>
    public int Max { get; } = max;
}
