using System;
using System.Linq;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class GameSchemaTests
{
    [Fact]
    public void A_component_needs_one_to_64_fields_of_distinct_names()
    {
        Assert.Throws<ArgumentException>(() => new ComponentSchema("c", Visibility.Everyone));
        Assert.Throws<ArgumentException>(() => new ComponentSchema("c", Visibility.Everyone, Flags(65)));
        Assert.Throws<ArgumentException>(() => new ComponentSchema("c", Visibility.Everyone, FieldSchema.Bool("a"), FieldSchema.Bool("a")));
        Assert.Equal(64, new ComponentSchema("c", Visibility.Everyone, Flags(64)).Fields.Length);
    }

    [Fact]
    public void A_kind_that_cannot_be_is_refused()
    {
        GameSchemaBuilder builder = new("g");
        ComponentKey wide = builder.Component(Codec("wide", Flags(60)));
        ComponentKey five = builder.Component(Codec("five", Flags(5)));
        ComponentKey[] many = [.. Enumerable.Range(0, 17).Select(i => builder.Component(Codec($"c{i}", Flags(1))))];
        Assert.Throws<ArgumentException>(() => builder.Kind("k", Relevancy.Always, 0, five));
        Assert.Throws<ArgumentException>(() => builder.Kind("k", Relevancy.Always, float.NaN, five));
        Assert.Throws<ArgumentException>(() => builder.Kind("k", Relevancy.Always, 1, five, five));
        Assert.Throws<ArgumentException>(() => builder.Kind("k", Relevancy.Always, 1, wide, five));
        Assert.Throws<ArgumentException>(() => builder.Kind("k", Relevancy.Always, 1, many));
        Assert.Throws<ArgumentException>(() => builder.Component(Codec("five", Flags(1))));
        Assert.Throws<ArgumentException>(() => builder.ServerComponent<Ints>("five"));
        EntityKind kind = builder.Kind("k", Relevancy.Always, 1, five);
        Assert.Throws<ArgumentException>(() => builder.Kind("k", Relevancy.Always, 1, five));
        Assert.Throws<ArgumentException>(() => kind.Component(wide));
        for (int i = 1; i < Limits.EntityKinds; i++) builder.Kind($"k{i}", Relevancy.Always, 1, five);
        Assert.Throws<ArgumentException>(() => builder.Kind("one more", Relevancy.Always, 1, five));
    }

    [Fact]
    public void A_game_needs_kinds_an_input_and_a_position_for_what_is_near()
    {
        ComponentCodec<Ints> codec = Codec("c", Flags(1));
        Assert.Throws<ArgumentException>(() => new GameSchemaBuilder("g").Build());
        GameSchemaBuilder noInput = new("g");
        noInput.Kind("k", Relevancy.Always, 1, noInput.Component(codec));
        Assert.Throws<ArgumentException>(noInput.Build);
        GameSchemaBuilder nowhere = new("g");
        nowhere.Input(codec);
        nowhere.Kind("k", Relevancy.Near, 1, nowhere.Component(codec));
        Assert.Throws<ArgumentException>(nowhere.Build);
        GameSchemaBuilder elsewhere = new("g");
        elsewhere.Input(codec);
        elsewhere.Kind("k", Relevancy.Near, 1, elsewhere.Component(codec));
        elsewhere.Interest(elsewhere.Component(Position("p", 100, 1)), 0, 1, 10, 12);
        Assert.Throws<ArgumentException>(elsewhere.Build);
    }

    [Fact]
    public void A_position_that_cannot_be_is_refused()
    {
        GameSchemaBuilder builder = new("g");
        ComponentKey position = builder.Component(Position("p", 100, 1));
        ComponentKey skewed = builder.Component(Codec("q", [FieldSchema.Quantized("x", 0, 100, 1, 1), FieldSchema.Quantized("y", 0, 100, 0.5, 1)]));
        ComponentKey turned = builder.Component(Codec("r", [FieldSchema.Angle("x", 256, 1), FieldSchema.Angle("y", 256, 1)]));
        ComponentKey vast = builder.Component(Position("v", int.MaxValue, 1));
        ComponentKey secret = builder.ServerComponent<Ints>("secret");
        Assert.Throws<ArgumentException>(() => builder.Interest(position, 0, 1, 0, 5));
        Assert.Throws<ArgumentException>(() => builder.Interest(position, 0, 1, 5, 5));
        Assert.Throws<ArgumentException>(() => builder.Interest(position, 0, 2, 5, 6));
        Assert.Throws<ArgumentException>(() => builder.Interest(position, 0, 1, 5, 1e10));
        Assert.Throws<ArgumentException>(() => builder.Interest(skewed, 0, 1, 5, 6));
        Assert.Throws<ArgumentException>(() => builder.Interest(turned, 0, 1, 5, 6));
        Assert.Throws<ArgumentException>(() => builder.Interest(vast, 0, 1, 5, 6));
        Assert.Throws<ArgumentException>(() => builder.Interest(secret, 0, 1, 5, 6));
        builder.Interest(position, 0, 1, 5, 6);
    }

    [Fact]
    public void A_row_holds_what_everyone_sees_first()
    {
        EntityKind ship = ArenaSchema.Ship;
        Assert.Equal(17, ship.Fields.Length);
        Assert.Equal(7, ship.PublicFieldCount);
        Assert.Equal(3, ship.PublicComponentCount);
        Assert.Equal(7, ship.FieldCountFor(Visibility.Everyone));
        Assert.Equal(17, ship.FieldCountFor(Visibility.Owner));
        Assert.Equal(7, ship.FieldCountFor(Visibility.Team));
        Assert.True(ship.Has(ArenaSchema.Helm));
        Assert.Equal(7, ship.Component(ArenaSchema.Loadout).FirstField);
        EntityKind walker = ModelSchema.Schema.Kinds[0];
        Assert.Equal("secret", walker.Components[^1].Key.Name);
        Assert.Equal(walker.Fields.Length - 4, walker.PublicFieldCount);
    }

    [Fact]
    public void The_hash_follows_everything_the_wire_depends_on()
    {
        ulong hash = Build(1, FieldSchema.Integer("a", 0, 10, 1), Relevancy.Always);
        Assert.Equal(hash, Build(1, FieldSchema.Integer("a", 0, 10, 1), Relevancy.Always));
        Assert.Equal(hash, Build(9, FieldSchema.Integer("a", 0, 10, 1), Relevancy.Always));
        Assert.NotEqual(hash, Build(1, FieldSchema.Integer("b", 0, 10, 1), Relevancy.Always));
        Assert.NotEqual(hash, Build(1, FieldSchema.Integer("a", 0, 11, 1), Relevancy.Always));
        Assert.NotEqual(hash, Build(1, FieldSchema.Integer("a", 1, 11, 1), Relevancy.Always));
        Assert.NotEqual(hash, Build(1, FieldSchema.Integer("a", 0, 10, 9), Relevancy.Always));
        Assert.NotEqual(hash, Build(1, FieldSchema.Symbol("a", 11), Relevancy.Always));
        Assert.NotEqual(hash, Build(1, FieldSchema.Integer("a", 0, 10, 1), Relevancy.Owner));
    }

    private static ulong Build(float priority, FieldSchema field, Relevancy relevancy)
    {
        GameSchemaBuilder builder = new("g");
        builder.Input(Codec("input", Flags(2)));
        builder.Kind("k", relevancy, priority, builder.Component(Codec("c", [field])));
        return builder.Build().Hash;
    }

    private static FieldSchema[] Flags(int count) => [.. Enumerable.Range(0, count).Select(i => FieldSchema.Bool($"f{i}"))];

    private static IntsCodec<Ints> Codec(string name, FieldSchema[] fields) => new(new ComponentSchema(name, Visibility.Everyone, fields));

    private static IntsCodec<Ints> Position(string name, double size, double step) =>
        Codec(name, [FieldSchema.Quantized("x", 0, size, step, 1), FieldSchema.Quantized("y", 0, size, step, 1)]);
}
