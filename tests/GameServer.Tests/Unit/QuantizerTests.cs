using System;
using System.Numerics;
using GameServer.Core;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class QuantizerTests
{
    /// <summary>The rules as one would write them down, with a minimum and a remainder of doubles: what the fast forms must equal.</summary>
    [Fact]
    public void Numbers_and_angles_are_those_of_the_plain_rule()
    {
        Prng prng = new(1);
        (double Origin, double Step, int Max)[] fields = [(0, 1.0 / 64, 65_536), (-1, 1.0 / 127, 254), (-100, 0.1, 2_000), (0, 1, int.MaxValue), (-3.5, 1e-6, 1 << 24)];
        for (int round = 0; round < 200_000; round++)
        {
            float value = (round % 3) switch
            {
                0 => BitConverter.UInt32BitsToSingle(prng.NextUInt()),
                1 => prng.NextInt(-2_000, 200_000) / 128f,   // ties
                _ => prng.NextFloat(-120, 1_100),
            };
            foreach ((double origin, double step, int max) in fields)
            {
                double steps = Math.Round((value - origin) / step);
                Assert.Equal(steps > 0 ? (int)Math.Min(steps, max) : 0, Quantizer.Number(value, origin, step, max));
            }

            foreach (int directions in new[] { 2, 256, 1024, 2048 })
            {
                double steps = Math.Round(value / (2 * Math.PI / directions)) % directions;
                Assert.Equal(steps is > 0 or < 0 ? (int)steps & (directions - 1) : 0, Quantizer.Angle(value, directions));
            }
        }
    }

    [Fact]
    public void Whole_numbers_are_clamped_and_strange_symbols_are_the_first()
    {
        Assert.Equal((0, 100, 55), (Quantizer.Integer(-200, -50, 50), Quantizer.Integer(200, -50, 50), Quantizer.Integer(5, -50, 50)));
        Assert.Equal((int.MaxValue, 0), (Quantizer.Integer(int.MaxValue, 0, int.MaxValue), Quantizer.Integer(int.MinValue, int.MinValue, -1)));
        Assert.Equal((90, 0), (Quantizer.Integer(uint.MaxValue, 10, 100), Quantizer.Integer(0u, 10, 100)));
        Assert.Equal((3, 0, 0), (Quantizer.Symbol(3, 3), Quantizer.Symbol(4, 3), Quantizer.Symbol(-1, 3)));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(20)]
    public void A_rotation_comes_back_whatever_its_length_and_sign(int bits)
    {
        Prng prng = new((ulong)bits);
        int max = (1 << bits) - 1;
        double worst = 0;
        for (int round = 0; round < 20_000; round++)
        {
            Quaternion unit = Quaternion.Normalize(new Quaternion(prng.NextFloat(-1, 1), prng.NextFloat(-1, 1), prng.NextFloat(-1, 1), prng.NextFloat(-1, 1)));
            PackedRotation packed = PackedRotation.Of(unit, max);
            PackedRotation scaled = PackedRotation.Of(unit * -1024, max);
            Assert.Equal((packed.Largest, packed.A, packed.B, packed.C), (scaled.Largest, scaled.A, scaled.B, scaled.C));
            Quaternion back = PackedRotation.Unpack(packed.Largest, packed.A, packed.B, packed.C, max);
            Assert.Equal(1, back.Length(), 1e-6);
            Quaternion turn = unit * Quaternion.Conjugate(back);
            worst = Math.Max(worst, 2 * Math.Atan2(new Vector3(turn.X, turn.Y, turn.Z).Length(), Math.Abs(turn.W)));
        }

        // Each of three parts is at most half a step off, and the component left out makes up for it: at most twice their length.
        Assert.InRange(worst, 0, (2 * 2 * Math.Sqrt(3) * Math.Sqrt(2) / max / 2) + 2e-6);
    }

    [Fact]
    public void Strange_rotations_are_the_identity_and_strange_fields_a_rotation()
    {
        Quaternion[] strange = [default, new(float.NaN, 0, 0, 1), new(0, float.PositiveInfinity, 0, 1), new(0, 0, 0, float.NegativeInfinity)];
        PackedRotation identity = PackedRotation.Of(Quaternion.Identity, 511);
        foreach (Quaternion rotation in strange)
        {
            PackedRotation packed = PackedRotation.Of(rotation, 511);
            Assert.Equal((3, identity.A, identity.B, identity.C), (packed.Largest, packed.A, packed.B, packed.C));
        }

        PackedRotation vast = PackedRotation.Of(new Quaternion(float.MaxValue, 0, 0, float.MaxValue / 2), 511);
        Assert.Equal(0, vast.Largest);
        PackedRotation tiny = PackedRotation.Of(new Quaternion(0, -float.Epsilon, 0, 0), 511);
        Assert.Equal(1, tiny.Largest);
        for (int largest = 0; largest < 4; largest++)
        {
            Assert.Equal(1, PackedRotation.Unpack(largest, 0, 0, 0, 511).Length(), 1e-6);
            Assert.Equal(1, PackedRotation.Unpack(largest, 511, 511, 511, 511).Length(), 1e-6);
        }
    }
}
