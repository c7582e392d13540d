using System;

namespace GameServer.Simulation;

/// <summary>Sends only the first <paramref name="bytes"/> of a <see cref="Core.FixedString16"/> or <see cref="Core.FixedString32"/>, cut between characters; without it, all.</summary>
/// <param name="bytes">Bytes of UTF-8, 1 to what the type holds.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class FixedStringAttribute(int bytes) : Attribute
{
    /// <summary>Bytes of UTF-8.</summary>
    public int Bytes { get; } = bytes;
}
