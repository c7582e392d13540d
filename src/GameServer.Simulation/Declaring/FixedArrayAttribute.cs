using System;

namespace GameServer.Simulation;

/// <summary>Sends only the first <paramref name="count"/> elements of a <see cref="Core.FixedArray4{T}"/>, 8 or 16; without it, all. What the elements are is said by a second attribute.</summary>
/// <param name="count">Elements, 1 to what the type holds.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class FixedArrayAttribute(int count) : Attribute
{
    /// <summary>Elements that are sent.</summary>
    public int Count { get; } = count;
}
