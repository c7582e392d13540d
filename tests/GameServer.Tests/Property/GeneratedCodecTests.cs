using System;
using System.Linq;
using System.Numerics;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Golden;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Property;

/// <summary>What the generator wrote for <see cref="Sample"/>, which has one of every kind of field, and for the arena's input.</summary>
public sealed class GeneratedCodecTests
{
    private static readonly SampleCodec Codec = SampleCodec.Instance;
    private static readonly int FieldCount = Codec.Schema.Fields.Length;

    [Fact]
    public void What_is_captured_comes_back_within_half_a_step()
    {
        foreach (ulong seed in Seeds.Each(2_000))
        {
            Prng prng = new(seed);
            Sample value = AnySample(ref prng);
            Sample back = Codec.Apply(Captured(value));
            Near(value.Height, back.Height, 0.05);
            Near(value.Position.X, back.Position.X, 1.0 / 128);
            Near(value.Position.Y, back.Position.Y, 1.0 / 128);
            Near(value.Position.Z, back.Position.Z, 1.0 / 128);
            Near(value.Stick.X, back.Stick.X, 0.5 / 127);
            Near(Math.IEEERemainder(value.Heading - back.Heading, 2 * Math.PI), 0, Math.PI / 1024);
            Near(AngleBetween(value.Rotation, back.Rotation), 0, 0.0013);
            Assert.Equal((value.Balance, value.Health, value.Score, value.Weapon), (back.Balance, back.Health, back.Score, back.Weapon));
            Assert.Equal((value.Mood, value.IsHidden, value.@event, 0L), (back.Mood, back.IsHidden, back.@event, back.Secret));
            Assert.Equal(value.Tag, back.Tag);
            Assert.Equal(value.Name.Truncated(8), back.Name);
            for (int i = 0; i < 8; i++) Assert.Equal(i < 5 ? value.Slots[i] : 0, back.Slots[i]);
            for (int i = 0; i < 4; i++) Assert.Equal((value.Doors[i], value.Marks[i].Truncated(4)), (back.Doors[i], back.Marks[i]));
        }
    }

    [Fact]
    public void Captured_fields_are_in_range_and_captured_again_the_same()
    {
        foreach (ulong seed in Seeds.Each(2_000))
        {
            Prng prng = new(seed);
            int[] fields = Captured(prng.NextChance(0.3) ? AnyBits(ref prng) : AnySample(ref prng));
            for (int i = 0; i < FieldCount; i++) Assert.InRange(fields[i], 0, Codec.Schema.Fields[i].Max);
            Sample value = Codec.Apply(fields);
            int[] again = Captured(value);

            // Of a rotation with two components equally large either may be left out, and its parts carry their rounding: it is the same rotation, but not the same integers.
            Near(AngleBetween(value.Rotation, Codec.Apply(again).Rotation), 0, 0.0013);
            for (int i = 0; i < FieldCount; i++)
            {
                if (Codec.Schema.Fields[i].Kind is FieldKind.QuaternionLargest or FieldKind.QuaternionPart) continue;
                Assert.True(fields[i] == again[i], $"SEED={seed} {Codec.Schema.Fields[i].Name}: {fields[i]}, then {again[i]}");
            }
        }
    }

    [Fact]
    public void Capturing_a_column_the_schema_and_one_value_agree()
    {
        Prng prng = new(1);
        Sample[] values = [.. Enumerable.Range(0, 40).Select(_ => AnySample(ref prng))];
        ushort[] slots = [3, 4, 39, 7];
        int[] columns = new int[FieldCount * values.Length];
        Codec.Capture(values, slots, new ColumnBlock(columns, values.Length));
        foreach (ushort slot in slots)
        {
            int[] one = Captured(values[slot]);
            for (int i = 0; i < FieldCount; i++) Assert.Equal(one[i], columns[(i * values.Length) + slot]);
            Assert.Equal(Codec.Schema.Fields[SampleCodec.FieldIndex.Height].Quantize(values[slot].Height), one[SampleCodec.FieldIndex.Height]);
            Assert.Equal(Codec.Schema.Fields[SampleCodec.FieldIndex.Heading].QuantizeAngle(values[slot].Heading), one[SampleCodec.FieldIndex.Heading]);
        }

        Assert.Equal(0, columns[5]);   // a slot that was not listed
    }

    [Fact]
    public void Equal_fields_hash_alike_and_others_do_not()
    {
        Prng prng = new(3);
        Sample value = AnySample(ref prng);
        Sample other = value;
        other.Secret++;
        Assert.Equal(Codec.Hash(5, value), Codec.Hash(5, other));
        Assert.Equal(StateHasher.Combine(5, Captured(value)), Codec.Hash(5, value));
        other.IsHidden = !other.IsHidden;
        Assert.NotEqual(Codec.Hash(5, value), Codec.Hash(5, other));
        Assert.Equal(Codec.Hash(7, value), ((ComponentCodec<Sample>)new PlainCodec()).Hash(7, value));
    }

    [Fact]
    public void Generated_deltas_are_the_bits_of_the_table()
    {
        foreach (ulong seed in Seeds.Each(1_000))
        {
            Prng prng = new(seed);
            SameBits(Codec.Schema, Codec, ref prng);
            SameBits(ArenaInputCodec.Instance.Schema, ArenaInputCodec.Instance, ref prng);
            SameBits(ShotCodec.Instance.Schema, ShotCodec.Instance, ref prng);
        }
    }

    [Fact]
    public void Generated_deltas_read_any_bytes_as_the_table_does()
    {
        Prng prng = new(6);
        byte[] bytes = new byte[200];
        int[] byTable = new int[FieldCount];
        int[] generated = new int[FieldCount];
        int refused = 0;
        for (int round = 0; round < 5_000; round++)
        {
            prng.Fill(bytes);
            int[] baseline = AnyRow(Codec.Schema, ref prng);
            ReadOnlySpan<byte> cut = bytes.AsSpan(0, prng.NextInt(bytes.Length));
            BitReader first = new(cut);
            BitReader second = new(cut);
            bool read = RowCoder.TryReadDelta(ref first, Codec.Schema.Fields, baseline, byTable);
            Assert.Equal(read, Codec.TryReadDelta(ref second, baseline, generated));
            refused += read ? 0 : 1;
            if (!read) continue;
            Assert.Equal(byTable, generated);
            Assert.Equal(first.BitIndex, second.BitIndex);
        }

        Assert.InRange(refused, 100, 4_900);
    }

    [Fact]
    public void Fields_go_to_those_who_may_see_them()
    {
        GameSchemaBuilder builder = new("g");
        ComponentKey<Sample> key = builder.Component(Codec);
        ComponentKey<Body> body = builder.Component(BodyCodec.Instance);
        EntityKind kind = builder.Kind("k", Relevancy.Always, 1, key, body);
        builder.Input(ArenaInputCodec.Instance);
        GameSchema schema = builder.Build();
        Assert.Equal([Visibility.Everyone, Visibility.Everyone, Visibility.Team, Visibility.Owner], kind.Components.ToArray().Select(part => part.Visibility));
        Assert.Equal(kind.Fields.ToArray().Select(field => field.Visibility).Order(), kind.Fields.ToArray().Select(field => field.Visibility));
        Assert.Equal(FieldCount + 3, kind.Fields.Length);
        Assert.Equal(Visibility.Team, Assert.Single(kind.Fields.ToArray(), field => field.Name == "health").Visibility);

        Prng prng = new(4);
        Sample value = AnySample(ref prng);
        int[] fields = Captured(value);
        ReplicatedWorld world = new(schema, 16);
        foreach (Visibility audience in Enum.GetValues<Visibility>())
        {
            int[] row = new int[kind.FieldCountFor(audience)];
            int taken = 0;
            foreach (KindComponent part in kind.Components)
            {
                if (part.Key != key || part.FirstField >= row.Length) continue;
                fields.AsSpan(taken, part.FieldCount).CopyTo(row.AsSpan(part.FirstField));
                taken += part.FieldCount;
            }

            ReplicatedEntity entity = new((ushort)audience, 0, 0, audience);
            world.Held.ApplyFull(entity, new Tick(1), row);
            Sample seen = world.Get(key, entity);
            Assert.Equal(Codec.Apply(fields).Position, seen.Position);
            Assert.Equal(value.Score, seen.Score);
            Assert.Equal(audience >= Visibility.Team ? value.Health : 0, seen.Health);
            Assert.Equal(audience == Visibility.Owner ? value.Weapon : 0, seen.Weapon);
            Assert.Equal(audience == Visibility.Owner ? value.Slots[2] : 0, seen.Slots[2]);
        }
    }

    [Fact]
    public void The_room_keeps_every_audience_s_fields()
    {
        RoomSimulation room = new(new SampleGame(), 16, 1, 1);
        room.Step();
        EntityKind kind = SampleGame.Kind;
        int[] row = new int[kind.Fields.Length];
        room.History.ReadRow(room.Tick, kind, 0, row);
        int[] expected = Captured(SampleGame.Value);
        int component = 0;
        foreach (KindComponent part in kind.Components)
        {
            if (part.Key != SampleGame.Key) continue;
            Assert.Equal(expected.AsSpan(component, part.FieldCount), row.AsSpan(part.FirstField, part.FieldCount));
            component += part.FieldCount;
        }

        Assert.Equal(FieldCount, component);
    }

    [Fact]
    public void Between_two_states_numbers_move_and_the_rest_waits_for_the_later()
    {
        Prng prng = new(5);
        Sample from = Codec.Apply(Captured(AnySample(ref prng)));
        Sample to = Codec.Apply(Captured(AnySample(ref prng)));
        (from.Heading, to.Heading) = (6.1f, 0.2f);
        (from.Balance, to.Balance) = (-10, 21);
        (from.Score, to.Score) = (100_000, 10);
        Sample half = Codec.Interpolate(from, to, 0.5f);
        Near((from.Height + to.Height) / 2, half.Height, 1e-4);
        Near((from.Position.Z + to.Position.Z) / 2, half.Position.Z, 1e-3);
        Near(Math.IEEERemainder(half.Heading - ((6.1 + 0.2 + (2 * Math.PI)) / 2), 2 * Math.PI), 0, 1e-5);   // across 0, not through π
        Near(AngleBetween(from.Rotation, half.Rotation), AngleBetween(half.Rotation, to.Rotation), 1e-3);
        Near(AngleBetween(from.Rotation, half.Rotation) * 2, AngleBetween(from.Rotation, to.Rotation), 1e-3);
        Assert.Equal((6, 50_005u), (half.Balance, half.Score));   // 5.5 to even
        Assert.Equal((from.Mood, from.IsHidden, from.Tag, from.Weapon), (half.Mood, half.IsHidden, half.Tag, half.Weapon));
        Sample end = Codec.Interpolate(from, to, 1);
        Assert.Equal((to.Mood, to.IsHidden, to.Tag, to.Weapon, to.Score), (end.Mood, end.IsHidden, end.Tag, end.Weapon, end.Score));
        Near(to.Height, end.Height, 1e-4);
        Assert.Equal(50, Codec.Interpolate(from, to, 9).Balance);   // carried on, but not beyond what the field can say
        Assert.Equal(Captured(from), Captured(Codec.Interpolate(from, from, 0.3f)));
    }

    private static void SameBits(ComponentSchema schema, IRowDelta delta, ref Prng prng)
    {
        int[] baseline = AnyRow(schema, ref prng);
        int[] row = AnyRow(schema, ref prng);
        for (int i = 0; i < row.Length; i++) row[i] = prng.NextChance(0.5) ? baseline[i] : row[i];
        byte[] first = new byte[1024];
        byte[] second = new byte[1024];
        BitWriter byTable = new(first);
        BitWriter generated = new(second);
        RowCoder.WriteDelta(ref byTable, schema.Fields, baseline, row);
        delta.WriteDelta(ref generated, baseline, row);
        Assert.Equal(byTable.BitCount, generated.BitCount);
        int length = byTable.Finish();
        generated.Finish();
        Assert.Equal(first, second);
        int[] read = new int[row.Length];
        BitReader reader = new(second.AsSpan(0, length));
        Assert.True(delta.TryReadDelta(ref reader, baseline, read));
        Assert.Equal(row, read);
    }

    private static int[] AnyRow(ComponentSchema schema, ref Prng prng)
    {
        int[] row = new int[schema.Fields.Length];
        for (int i = 0; i < row.Length; i++) row[i] = ModelSchema.AnyValue(schema.Fields[i], ref prng);
        return row;
    }

    private static int[] Captured(Sample value)
    {
        int[] fields = new int[FieldCount];
        Codec.CaptureOne(value, fields);
        return fields;
    }

    internal static Sample AnySample(ref Prng prng)
    {
        Sample value = new()
        {
            Height = prng.NextFloat(-100, 100),
            Position = new Vector3(prng.NextFloat(0, 512), prng.NextFloat(0, 512), prng.NextFloat(0, 512)),
            Stick = new Vector2(prng.NextFloat(-1, 1), prng.NextFloat(-1, 1)),
            Heading = prng.NextFloat(-20, 20),
            Rotation = new Quaternion(prng.NextFloat(-2, 2), prng.NextFloat(-2, 2), prng.NextFloat(-2, 2), prng.NextFloat(0.1f, 2)),
            Balance = (sbyte)prng.NextInt(-50, 51),
            Health = (ushort)prng.NextInt(1001),
            Score = (uint)prng.NextInt(10, 100_001),
            Weapon = (short)prng.NextInt(40),
            Mood = (Mood)prng.NextInt(6),
            IsHidden = prng.NextChance(0.5),
            Tag = new FixedString16("tag" + prng.NextInt(1_000_000)),
            Name = new FixedString32("näme €" + prng.NextInt(1_000)),
            @event = prng.NextInt(10),
            Secret = 77,
        };
        for (int i = 0; i < 8; i++) value.Slots[i] = (byte)prng.NextInt(100);
        for (int i = 0; i < 4; i++)
        {
            value.Doors[i] = prng.NextChance(0.5);
            value.Marks[i] = new FixedString16("ü" + prng.NextInt(100));
        }

        return value;
    }

    /// <summary>Memory as it comes: not-a-numbers, enums that do not exist, text that is none. Bools stay bools.</summary>
    private static Sample AnyBits(ref Prng prng)
    {
        Sample value = default;
        float Any(ref Prng random) => BitConverter.UInt32BitsToSingle(random.NextUInt());
        value.Height = prng.NextChance(0.2) ? float.NaN : Any(ref prng);
        value.Position = new Vector3(Any(ref prng), Any(ref prng), Any(ref prng));
        value.Stick = new Vector2(float.PositiveInfinity, Any(ref prng));
        value.Heading = Any(ref prng);
        value.Rotation = new Quaternion(Any(ref prng), Any(ref prng), prng.NextChance(0.2) ? float.NegativeInfinity : Any(ref prng), Any(ref prng));
        value.Balance = (sbyte)prng.NextInt(-128, 128);
        value.Health = (ushort)prng.NextUInt();
        value.Score = prng.NextUInt();
        value.Weapon = (short)prng.NextUInt();
        value.Mood = (Mood)prng.NextInt(256);
        value.@event = (int)prng.NextUInt();
        for (int i = 0; i < FixedString16.PartCount; i++) value.Tag.SetPart(i, (int)prng.NextUInt());
        for (int i = 0; i < FixedString32.PartCount; i++) value.Name.SetPart(i, (int)prng.NextUInt());
        for (int i = 0; i < 8; i++) value.Slots[i] = (byte)prng.NextUInt();
        return value;
    }

    private static double AngleBetween(in Quaternion left, in Quaternion right)
    {
        // Through the vector part of the quotient: the cosine of so small an angle is 1.
        Quaternion turn = Quaternion.Normalize(left) * Quaternion.Conjugate(Quaternion.Normalize(right));
        return 2 * Math.Atan2(new Vector3(turn.X, turn.Y, turn.Z).Length(), Math.Abs(turn.W));
    }

    private static void Near(double expected, double actual, double within) => Assert.InRange(Math.Abs(expected - actual), 0, within + 3e-5);   // and a float's own error

    /// <summary>The same fields without generated interpolation, hash and deltas: what the base class does.</summary>
    private sealed class PlainCodec() : ComponentCodec<Sample>(new ComponentSchema("plain", Codec.Schema.Fields.ToArray()))
    {
        public override void Capture(ReadOnlySpan<Sample> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns) => Codec.Capture(values, slots, columns);

        public override Sample Apply(ReadOnlySpan<int> fields) => Codec.Apply(fields);
    }

    private sealed class SampleGame : IGame
    {
        public static readonly ComponentKey<Sample> Key;
        public static readonly EntityKind Kind;
        public static readonly Sample Value;

        private static readonly GameSchema Declared;

        static SampleGame()
        {
            Prng prng = new(8);
            Value = AnySample(ref prng);
            GameSchemaBuilder builder = new("samples");
            ComponentKey<Body> body = builder.Component(BodyCodec.Instance);
            Key = builder.Component(Codec);
            Kind = builder.Kind("sample", Relevancy.Always, 1, body, Key);
            builder.Input(ArenaInputCodec.Instance);
            Declared = builder.Build();
        }

        public GameSchema Schema => Declared;

        public void Start(World world) => world.Get(Key, world.Spawn(Kind)) = Value;

        public void PlayerJoined(World world, PlayerSlot player, string name)
        {
        }

        public void PlayerLeft(World world, PlayerSlot player)
        {
        }

        public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
        {
        }

        public void Tick(World world)
        {
        }
    }
}
