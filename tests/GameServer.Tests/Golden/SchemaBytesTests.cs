using System;
using System.IO;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Golden;

/// <summary>The bytes that declare a small game: <c>schema.hex</c>, put together from the documented layout by hand. They change only with the protocol's version.</summary>
public sealed class SchemaBytesTests
{
    [Fact]
    public void A_declared_game_is_these_bytes()
    {
        GameSchema schema = Declare();
        Assert.Equal(Golden, Convert.ToHexStringLower(schema.Encoded));
        Assert.Equal(StateHasher.OfBytes(Convert.FromHexString(Golden)), schema.Hash);
        byte[] message = SchemaMessage.Create(schema);
        Assert.Equal("05" + Golden, Convert.ToHexStringLower(message));
        Assert.True(SchemaMessage.TryRead(message, out ReadOnlySpan<byte> encoded));
        Assert.True(SchemaDecoder.TryRead(encoded, out GameSchema? read));
        Assert.Equal(("tag", schema.Hash), (read!.Name, read.Hash));
        Assert.Equal("lit", read.Kinds[1].Components[0].Key.Name);
    }

    [Fact]
    public void A_newer_builds_extra_members_are_skipped()
    {
        // The input gets a third member of two bytes; it is the game's last member, so its own length and the game's grow with it.
        string input = Golden[Golden.LastIndexOf("02" + "0d", StringComparison.Ordinal)..];
        string members = input["020d".Length..];
        string longer = "03" + "0d" + members[..2] + "02" + members[2..] + "abcd";
        string front = Golden[..^input.Length];
        int lengthAt = front.IndexOf((input.Length / 2).ToString("x2", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        string newer = front[..lengthAt] + (longer.Length / 2).ToString("x2", System.Globalization.CultureInfo.InvariantCulture) + front[(lengthAt + 2)..] + longer;
        Assert.True(SchemaDecoder.TryRead(Convert.FromHexString(newer), out GameSchema? read));
        Assert.Equal("stick", read!.Input.Name);
        Assert.NotEqual(Declare().Hash, read.Hash);
    }

    private static string Golden => File.ReadAllText(Repository.Test("Golden/schema.hex")).Trim();

    private static GameSchema Declare()
    {
        GameSchemaBuilder builder = new("tag");
        ComponentKey<Ints> timer = builder.ServerComponent<Ints>("timer");
        ComponentKey<float> spot = builder.Component(new SpotCodec());
        ComponentKey<Ints> lit = builder.Component(new IntsCodec<Ints>(new ComponentSchema("lit", Visibility.Everyone, FieldSchema.Bool("on"))));
        builder.Kind("it", Relevancy.Always, 3, timer, spot, lit);
        builder.Kind("lamp", Relevancy.Always, 1, lit);
        builder.Input(new IntsCodec<Ints>(new ComponentSchema("stick", Visibility.Everyone, FieldSchema.Bool("go"))));
        return builder.Build();
    }

    /// <summary>One coordinate around zero: its default is the middle of its range.</summary>
    private sealed class SpotCodec() : ComponentCodec<float>(new ComponentSchema("spot", Visibility.Everyone, FieldSchema.Quantized("x", -128, 128, 0.25, 1)))
    {
        public override void Capture(ReadOnlySpan<float> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
        {
            foreach (ushort slot in slots) columns[0][slot] = Schema.Fields[0].Quantize(values[slot]);
        }

        public override float Apply(ReadOnlySpan<int> fields) => Schema.Fields[0].Dequantize(fields[0]);
    }
}
