using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Property;

public sealed class RowCoderTests
{
    [Fact]
    public void Whole_rows_and_deltas_of_any_schema_read_back()
    {
        byte[] bytes = new byte[2_048];
        foreach (ulong seed in Seeds.Each(300))
        {
            Prng prng = new(seed);
            EntityKind kind = AnyKind(ref prng);
            for (int round = 0; round < 20; round++)
            {
                int[] baseline = AnyRow(kind, ref prng);
                int[] row = prng.NextChance(0.1) ? baseline : AnyChange(kind, baseline, ref prng);
                int visible = kind.FieldCountFor((Visibility)prng.NextInt(3));
                BitWriter writer = new(bytes);
                RowCoder.WriteFull(ref writer, kind.Fields, row.AsSpan(0, visible));
                RowCoder.WriteDelta(ref writer, kind.Fields[..visible], baseline.AsSpan(0, visible), row.AsSpan(0, visible));
                int bitCount = writer.BitCount;
                int length = writer.Finish();
                Assert.False(writer.Overflowed);

                BitReader reader = new(bytes.AsSpan(0, length));
                int[] full = new int[visible];
                int[] delta = new int[visible];
                Assert.True(RowCoder.TryReadFull(ref reader, kind.Fields, full), $"SEED={seed}");
                Assert.True(RowCoder.TryReadDelta(ref reader, kind.Fields[..visible], baseline.AsSpan(0, visible), delta), $"SEED={seed}");
                Assert.Equal(bitCount, reader.BitIndex);
                Assert.True(row.AsSpan(0, visible).SequenceEqual(full), $"SEED={seed}");
                Assert.True(row.AsSpan(0, visible).SequenceEqual(delta), $"SEED={seed}");
            }
        }
    }

    [Fact]
    public void An_unchanged_row_costs_one_bit()
    {
        Prng prng = new(3);
        EntityKind kind = AnyKind(ref prng);
        int[] row = AnyRow(kind, ref prng);
        BitWriter writer = new(new byte[64]);
        RowCoder.WriteDelta(ref writer, kind.Fields, row, row);
        Assert.Equal(1, writer.BitCount);
    }

    [Fact]
    public void Random_bits_never_give_a_row_out_of_range()
    {
        int refused = 0;
        int taken = 0;
        foreach (ulong seed in Seeds.Each(300))
        {
            Prng prng = new(seed);
            EntityKind kind = AnyKind(ref prng);
            for (int round = 0; round < 30; round++)
            {
                byte[] bytes = new byte[prng.NextInt(200)];
                prng.Fill(bytes);
                int[] row = AnyRow(kind, ref prng);
                BitReader reader = new(bytes);
                bool read = prng.NextChance(0.5)
                    ? RowCoder.TryReadFull(ref reader, kind.Fields, row)
                    : RowCoder.TryReadDelta(ref reader, kind.Fields, AnyRow(kind, ref prng), row);
                if (read) taken++;
                else refused++;
                for (int i = 0; read && i < row.Length; i++) Assert.True(row[i] >= 0 && row[i] <= kind.Fields[i].Max, $"SEED={seed}: field {i} is {row[i]}");
            }
        }

        Assert.True(refused > 0 && taken > 0);
    }

    private static EntityKind AnyKind(ref Prng prng)
    {
        GameSchemaBuilder builder = new("any");
        List<ComponentKey> components = [];
        int componentCount = prng.NextInt(1, Limits.KindComponents + 1);
        for (int i = 0; i < componentCount; i++)
        {
            FieldSchema[] fields = new FieldSchema[prng.NextInt(1, 5)];
            for (int field = 0; field < fields.Length; field++) fields[field] = AnyField($"f{field}", ref prng);
            Visibility visibility = prng.NextChance(0.4) ? (Visibility)prng.NextInt(3) : Visibility.Everyone;
            components.Add(builder.Component(new IntsCodec<Ints>(new ComponentSchema($"c{i}", visibility, fields))));
        }

        return builder.Kind("any", Relevancy.Always, 1, [.. components]);
    }

    private static FieldSchema AnyField(string name, ref Prng prng) => prng.NextInt(5) switch
    {
        0 => FieldSchema.Quantized(name, 0, Math.Max(1, int.MaxValue >> prng.NextInt(31)), 1, prng.NextInt(1 << prng.NextInt(1, 31))),
        1 => FieldSchema.Integer(name, -5, prng.NextInt(1_000), prng.NextInt(50)),
        2 => FieldSchema.Angle(name, 1 << prng.NextInt(1, 31), prng.NextFloat(0, 6)),
        3 => FieldSchema.Symbol(name, prng.NextInt(1, 2 << prng.NextInt(1, 30))),
        _ => FieldSchema.Bool(name),
    };

    private static int[] AnyRow(EntityKind kind, ref Prng prng)
    {
        int[] row = new int[kind.Fields.Length];
        for (int i = 0; i < row.Length; i++) row[i] = ModelSchema.AnyValue(kind.Fields[i], ref prng);
        return row;
    }

    private static int[] AnyChange(EntityKind kind, int[] baseline, ref Prng prng)
    {
        int[] row = (int[])baseline.Clone();
        for (int i = 0; i < row.Length; i++)
        {
            if (prng.NextChance(0.3)) row[i] = ModelSchema.NearValue(kind.Fields[i], row[i], ref prng);
            else if (prng.NextChance(0.1)) row[i] = ModelSchema.AnyValue(kind.Fields[i], ref prng);
        }

        return row;
    }
}
