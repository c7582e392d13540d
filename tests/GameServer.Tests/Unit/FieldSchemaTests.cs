using System;
using GameServer.Core;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class FieldSchemaTests
{
    [Fact]
    public void A_number_comes_back_within_half_a_step()
    {
        Prng prng = new(1);
        for (int round = 0; round < 2_000; round++)
        {
            float min = prng.NextFloat(-1000, 1000);
            float max = min + prng.NextFloat(0.5f, 2000);
            double step = prng.NextFloat(0.01f, 0.4f);
            FieldSchema field = FieldSchema.Quantized("x", min, max, step, 1);
            float value = prng.NextFloat(min, max);
            int quantised = field.Quantize(value);
            Assert.InRange(quantised, 0, field.Max);
            Assert.InRange(Math.Abs(field.Dequantize(quantised) - value), 0, (step / 2) + 2e-4);   // and a float's own error at 3000
            Assert.Equal(quantised, field.Quantize(field.Dequantize(quantised)));
        }
    }

    [Fact]
    public void Values_outside_are_clamped_and_nonsense_is_the_lower_bound()
    {
        FieldSchema field = FieldSchema.Quantized("x", -10, 10, 0.5, 1);
        Assert.Equal(40, field.Max);
        Assert.Equal(6, field.Bits);
        Assert.Equal(0, field.Quantize(-11));
        Assert.Equal(0, field.Quantize(float.NegativeInfinity));
        Assert.Equal(0, field.Quantize(float.NaN));
        Assert.Equal(40, field.Quantize(11));
        Assert.Equal(40, field.Quantize(float.PositiveInfinity));
        Assert.Equal(40, field.Quantize(float.MaxValue));
        Assert.Equal(20, field.Quantize(0.1f));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(256)]
    [InlineData(1024)]
    public void An_angle_of_any_number_of_turns_comes_back_within_half_a_step(int steps)
    {
        Prng prng = new(2);
        FieldSchema field = FieldSchema.Angle("turn", steps, 0.1);
        for (int round = 0; round < 5_000; round++)
        {
            float radians = prng.NextFloat(-200, 200);
            int quantised = field.QuantizeAngle(radians);
            Assert.InRange(quantised, 0, steps - 1);
            double error = Math.IEEERemainder(field.Dequantize(quantised) - radians, 2 * Math.PI);
            Assert.InRange(Math.Abs(error), 0, (Math.PI / steps) + 1e-4);
        }

        Assert.Equal(0, field.QuantizeAngle(float.NaN));
        Assert.Equal(0, field.QuantizeAngle(float.PositiveInfinity));
        Assert.Equal(0, field.QuantizeAngle(float.NegativeInfinity));
        Assert.InRange(field.QuantizeAngle(float.MaxValue), 0, steps - 1);
        Assert.InRange(field.QuantizeAngle(-float.MaxValue), 0, steps - 1);
    }

    [Fact]
    public void A_full_range_takes_31_bits()
    {
        Assert.Equal(31, FieldSchema.Integer("i", 0, int.MaxValue, 1).Bits);
        Assert.Equal(31, FieldSchema.Quantized("q", 0, int.MaxValue, 1, 1).Bits);
        Assert.Equal(0, FieldSchema.Symbol("s", 1).Bits);
        Assert.Equal(1, FieldSchema.Bool("b").Bits);
        Assert.Equal(int.MaxValue, FieldSchema.Quantized("q", 0, int.MaxValue, 1, 1).Quantize(1e20f));
    }

    [Fact]
    public void A_field_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FieldSchema.Quantized("x", 1, 1, 0.1, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Quantized("x", 2, 1, 0.1, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Quantized("x", 0, 1, 0, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Quantized("x", 0, 1, -1, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Quantized("x", 0, 1, double.NaN, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Quantized("x", double.NaN, 1, 1, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Quantized("x", 0, double.PositiveInfinity, 1, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Quantized("x", 0, 1e9, 0.1, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Integer("i", 5, 5, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Integer("i", int.MinValue, int.MaxValue, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Symbol("s", 0));
        Assert.Throws<ArgumentException>(() => FieldSchema.Angle("a", 100, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Angle("a", 1, 1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Angle("a", -4, 1));
    }

    [Fact]
    public void A_quaternion_is_a_symbol_and_three_numbers_within_the_square_root_of_a_half()
    {
        FieldSchema[] fields = FieldSchema.Quaternion("q", 9, 0.1);
        Assert.Equal(["q.largest", "q.a", "q.b", "q.c"], Array.ConvertAll(fields, field => field.Name));
        Assert.Equal(3, fields[0].Max);
        Assert.All(fields[1..], part =>
        {
            Assert.Equal(511, part.Max);
            Assert.Equal(-Math.Sqrt(0.5), part.Dequantize(0), 6);
            Assert.Equal(Math.Sqrt(0.5), part.Dequantize(511), 6);
        });
        Assert.Throws<ArgumentException>(() => FieldSchema.Quaternion("q", 1, 0.1));
        Assert.Throws<ArgumentException>(() => FieldSchema.Quaternion("q", 21, 0.1));
    }
}
