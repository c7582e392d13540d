using System;

namespace GameServer.Simulation;

/// <summary>
/// Marks a component struct, or a game's input struct, that clients see. The source generator writes its codec: for a struct <c>Body</c> a class <c>BodyCodec</c> beside it,
/// with one <c>Instance</c>. Every field says how it travels, or carries <see cref="ServerOnlyAttribute"/>.
/// </summary>
/// <param name="name">The component's name in the schema, unique within the game; without it the struct's name in camel case. Letters, digits, '.', '_' and '-'.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class ReplicatedAttribute(string? name = null) : Attribute
{
    /// <summary>The component's name in the schema, or null for the struct's name in camel case.</summary>
    public string? Name { get; } = name;
}
