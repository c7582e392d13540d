using System;

namespace GameServer.Simulation;

/// <summary>
/// A <see cref="System.Numerics.Quaternion"/> that is sent as a rotation: which component is largest (2 bits) and the three others at <paramref name="bits"/> each. It need not be
/// normalised; zero and not-a-number become the identity.
/// </summary>
/// <param name="bits">Bits of each of the three, 2 to 20: 9 turn a metre-long ship within 2 mm.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class QuaternionAttribute(int bits) : Attribute
{
    /// <summary>Bits of each of the three components sent.</summary>
    public int Bits { get; } = bits;
}
