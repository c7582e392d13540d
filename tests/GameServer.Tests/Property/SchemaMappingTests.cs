using System;
using System.Linq;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Property;

/// <summary>A server and a client of any two builds: what the client shows is what a slow model, which knows names and game units only, says it should.</summary>
public sealed class SchemaMappingTests
{
    [Fact]
    public void A_schema_survives_its_own_bytes()
    {
        foreach (ulong seed in Seeds.Each(200))
        {
            Prng prng = Prng.For(seed, "bytes");
            GameSchema schema = RandomSchema.Draw(ref prng);
            GameSchema read = Decode(schema);
            Assert.Equal(schema.Hash, read.Hash);
            Assert.Equal(schema.Kinds.Length, read.Kinds.Length);
            Assert.Equal(schema.KindBits, read.KindBits);
            for (int k = 0; k < schema.Kinds.Length; k++) AssertSameRow(schema.Kinds[k], read.Kinds[k]);
            Assert.Equal(schema.InputDefaults, read.InputDefaults);
        }
    }

    [Fact]
    public void A_mapped_row_is_what_the_model_says()
    {
        int[] outcomes = new int[Enum.GetValues<Outcome>().Length];
        foreach (ulong seed in Seeds.Each(400))
        {
            Prng prng = Prng.For(seed, "pair");
            GameSchema wire = RandomSchema.Draw(ref prng);
            GameSchema local = RandomSchema.Draw(ref prng);
            SchemaMapping mapping = new(Decode(wire), local);
            foreach (EntityKind kind in wire.Kinds)
            {
                EntityKind? shown = local.Kinds.ToArray().FirstOrDefault(candidate => candidate.Name == kind.Name);
                Assert.Equal(shown is not null, mapping.TryKind(kind.Index, out byte localKind));
                if (shown is null) continue;
                Assert.Equal(shown.Index, localKind);
                for (int round = 0; round < 6; round++) CheckRow(mapping, kind, shown, (Visibility)(round % 3), ref prng, outcomes, seed);
            }

            CheckInput(mapping, wire.Input, local.Input, ref prng, outcomes, seed);
        }

        Assert.All(outcomes, count => Assert.True(count > 200, $"too few of some outcome: {string.Join(" ", outcomes)}"));
    }

    [Fact]
    public void Equal_schemas_map_to_themselves()
    {
        Prng prng = new(1);
        SchemaMapping mapping = new(Decode(ModelSchema.Schema), ModelSchema.Schema);
        foreach (EntityKind kind in ModelSchema.Schema.Kinds)
        {
            int[] row = AnyRow(kind.Fields, kind.Fields.Length, ref prng);
            int[] mapped = new int[row.Length];
            mapping.MapRow(kind.Index, row, mapped);
            Assert.Equal(row, mapped);
        }
    }

    private static GameSchema Decode(GameSchema schema)
    {
        Assert.True(SchemaDecoder.TryRead(schema.Encoded, out GameSchema? read));
        return read!;
    }

    private static void CheckRow(SchemaMapping mapping, EntityKind wire, EntityKind local, Visibility audience, ref Prng prng, int[] outcomes, ulong seed)
    {
        int[] row = AnyRow(wire.Fields, wire.FieldCountFor(audience), ref prng);
        int[] mapped = new int[local.FieldCountFor(audience)];
        mapping.MapRow(wire.Index, row, mapped);
        foreach (KindComponent component in local.Components)
        {
            if (component.FirstField >= mapped.Length) break;
            ComponentSchema schema = component.Key.Schema!;
            for (int i = 0; i < component.FieldCount; i++)
            {
                int field = component.FirstOfComponent + i;
                FieldSchema? source = Sent(wire, row, schema.Name, schema.Fields[field].Name, out int value);
                outcomes[(int)Check(source, value, schema.Fields[field], ShiftedCodec.DefaultOf(schema, field), mapped[component.FirstField + i], seed)]++;
            }
        }
    }

    /// <summary>The field of that name in the row as far as it was sent, null when it was not.</summary>
    private static FieldSchema? Sent(EntityKind wire, int[] row, string component, string field, out int value)
    {
        value = 0;
        for (int i = 0; i < row.Length; i++)
        {
            KindComponent owner = wire.Components.ToArray().Last(part => part.FirstField <= i);
            if (owner.Key.Name != component || wire.Fields[i].Name != field) continue;
            value = row[i];
            return wire.Fields[i];
        }

        return null;
    }

    private static void CheckInput(SchemaMapping mapping, ComponentSchema wire, ComponentSchema local, ref Prng prng, int[] outcomes, ulong seed)
    {
        int[] row = AnyRow(local.Fields, local.Fields.Length, ref prng);
        int[] mapped = new int[wire.Fields.Length];
        mapping.MapInput(row, mapped);
        for (int i = 0; i < mapped.Length; i++)
        {
            int index = Array.FindIndex(local.Fields.ToArray(), field => field.Name == wire.Fields[i].Name);
            FieldSchema? source = index < 0 ? null : local.Fields[index];
            outcomes[(int)Check(source, index < 0 ? 0 : row[index], wire.Fields[i], ShiftedCodec.DefaultOf(wire, i), mapped[i], seed)]++;
        }
    }

    /// <summary>The model: compares in game units.</summary>
    private static Outcome Check(FieldSchema? source, int value, FieldSchema to, int defaultValue, int mapped, ulong seed)
    {
        Assert.InRange(mapped, 0, to.Max);
        if (source is null || source.Kind != to.Kind)
        {
            Assert.True(mapped == defaultValue, $"SEED={seed}: field {to.Name} is {mapped}, not its default {defaultValue}");
            return source is null ? Outcome.Missing : Outcome.OtherKind;
        }

        if (to.Kind is FieldKind.Symbol or FieldKind.Bool)
        {
            Assert.Equal(Math.Min(value, to.Max), mapped);
            return Outcome.Symbol;
        }

        double sent = source.Origin + (value * source.Step);
        double shown = to.Origin + (mapped * to.Step);
        double error = Math.Abs(sent - shown);
        if (to.Kind == FieldKind.Cyclic) error = Math.Min(error, (2 * Math.PI) - error);
        bool clamped = to.Kind == FieldKind.Number && ((mapped == 0 && sent < shown) || (mapped == to.Max && sent > shown));
        Assert.True(clamped || error <= (to.Step / 2) + 1e-9, $"SEED={seed}: field {to.Name} was sent as {sent} and is shown as {shown}");
        return clamped ? Outcome.Clamped : Outcome.Requantised;
    }

    private static int[] AnyRow(ReadOnlySpan<FieldSchema> fields, int count, ref Prng prng)
    {
        int[] row = new int[count];
        for (int i = 0; i < count; i++) row[i] = ModelSchema.AnyValue(fields[i], ref prng);
        return row;
    }

    private static void AssertSameRow(EntityKind expected, EntityKind actual)
    {
        Assert.Equal((expected.Name, expected.Relevancy, expected.PublicFieldCount, expected.PublicComponentCount), (actual.Name, actual.Relevancy, actual.PublicFieldCount, actual.PublicComponentCount));
        Assert.Equal(expected.Fields.Length, actual.Fields.Length);
        for (int i = 0; i < expected.Fields.Length; i++)
        {
            FieldSchema one = expected.Fields[i];
            FieldSchema other = actual.Fields[i];
            Assert.Equal((one.Name, one.Kind, one.Max, one.Bits, one.Origin, one.Step, one.TypicalBits), (other.Name, other.Kind, other.Max, other.Bits, other.Origin, other.Step, other.TypicalBits));
        }

        for (int i = 0; i < expected.Components.Length; i++)
        {
            Assert.Equal(expected.Components[i].Key.Name, actual.Components[i].Key.Name);
            Assert.Equal(expected.Components[i].Key.Defaults, actual.Components[i].Key.Defaults);
        }
    }

    private enum Outcome
    {
        Missing,
        OtherKind,
        Symbol,
        Clamped,
        Requantised,
    }
}
