using System;

namespace GameServer.Simulation;

/// <summary>
/// A whole number without order: a team, an item's id. Changes are sent as the new value, and it is never interpolated. Values outside 0..<paramref name="count"/> − 1 become 0.
/// Enums and bools need no attribute.
/// </summary>
/// <param name="count">How many values there are.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SymbolAttribute(int count) : Attribute
{
    /// <summary>How many values there are.</summary>
    public int Count { get; } = count;
}
