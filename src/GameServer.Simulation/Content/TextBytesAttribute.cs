using System;

namespace GameServer.Simulation;

/// <summary>The longest that a text of a content row may be, in bytes of UTF-8; without it <see cref="Core.Limits.ContentTextBytes"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextBytesAttribute(int max) : Attribute
{
    /// <summary>Bytes.</summary>
    public int Max { get; } = max;
}
