using System;

namespace GameServer.Simulation;

/// <summary>How much a field usually changes over a few ticks; without it, one step. A hint that makes usual changes short on the wire and never affects correctness.</summary>
/// <param name="typical">In the field's units: game units, whole numbers, or radians for angles and rotations.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ChangesByAttribute(double typical) : Attribute
{
    /// <summary>Usual change over a few ticks, in the field's units.</summary>
    public double Typical { get; } = typical;
}
