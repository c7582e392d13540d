using System;

namespace GameServer.Simulation;

/// <summary>
/// A <see cref="System.Numerics.Quaternion"/> that is sent as a rotation: which component is largest (2 bits) and the three others at <paramref name="bits"/> each. It need not be
/// normalised; zero and not-a-number become the identity.
/// </summary>
/// <param name="bits">Bits of each of the three, 2 to 20. At 9 a rotation comes back within 0.6°, at 12 within 0.07°.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class QuaternionAttribute(int bits) : Attribute
{
    /// <summary>Bits of each of the three components sent.</summary>
    public int Bits { get; } = bits;
}
