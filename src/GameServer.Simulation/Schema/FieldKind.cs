namespace GameServer.Simulation;

/// <summary>What a replicated field holds before it is quantised; decides how a change of it is coded.</summary>
public enum FieldKind : byte
{
    /// <summary>A number that moves by small steps: positions, angles, counters. Changes are coded as differences.</summary>
    Number,

    /// <summary>A number that turns over at its bounds, such as an angle: differences take the short way round.</summary>
    Cyclic,

    /// <summary>A value without order, such as an id or an enum: a change is coded as the new value.</summary>
    Symbol,

    /// <summary>Two values: a change needs no further bits.</summary>
    Bool,

    /// <summary>First of a rotation's four fields: which component of the unit quaternion is largest, 0..3, and so left out. A symbol.</summary>
    QuaternionLargest,

    /// <summary>One of the three other components of a rotation, in order; each within ±1/√2 because the largest is not among them. Moves by small steps while the largest stays.</summary>
    QuaternionPart,
}
