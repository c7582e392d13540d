using System;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Tests;

/// <summary>
/// The Arena as another build declares it, older in some ways and newer in others: fields reordered, coarser, narrower, missing and added; a component missing and one
/// added; kinds missing, added and renumbered; a secret that everyone was told; another input. Its player flies at random.
/// </summary>
internal sealed class OtherArena(ulong seed) : IClientGame
{
    public static readonly ComponentKey<Ints> Body;
    public static readonly ComponentKey<Ints> Vitals;
    public static readonly ComponentKey<Ints> Loadout;
    public static readonly ComponentKey<Ints> Trail;
    public static readonly EntityKind Score;
    public static readonly EntityKind Ship;
    public static readonly EntityKind Projectile;
    public static readonly GameSchema Schema;

    private Prng _prng = Prng.For(seed, "other build");

    static OtherArena()
    {
        GameSchemaBuilder builder = new("arena");
        Trail = builder.Component(new ShiftedCodec(new ComponentSchema("trail", Visibility.Everyone, FieldSchema.Symbol("colour", 9), FieldSchema.Integer("length", 0, 50, 1))));
        Vitals = builder.Component(new ShiftedCodec(new ComponentSchema("vitals", Visibility.Everyone, FieldSchema.Integer("shield", 0, 10, 1), FieldSchema.Integer("health", 20, 60, 20))));
        Body = builder.Component(new ShiftedCodec(new ComponentSchema(
            "body",
            Visibility.Everyone,
            FieldSchema.Angle("angle", 64, 0.2),
            FieldSchema.Quantized("y", 0, 512, 1.0 / 10, 0.5),
            FieldSchema.Quantized("x", -8, 512, 1.0 / 256, 0.5))));
        Loadout = builder.Component(new ShiftedCodec(new ComponentSchema("loadout", Visibility.Everyone, FieldSchema.Symbol("dashCooldown", 3), FieldSchema.Integer("ammo", 0, 63, 1))));
        ComponentKey<Ints> standing = builder.Component(new ShiftedCodec(new ComponentSchema("standing", Visibility.Everyone, FieldSchema.Integer("points", 0, 9_999, 1))));

        Score = builder.Kind("score", Relevancy.Always, 1, standing);
        builder.Kind("mine", Relevancy.Always, 1, Body);
        Projectile = builder.Kind("projectile", Relevancy.Always, 1, Body);
        Ship = builder.Kind("ship", Relevancy.Always, 1, Trail, Loadout, Vitals, Body);
        builder.Input(new ShiftedCodec(new ComponentSchema(
            "stick",
            Visibility.Everyone,
            FieldSchema.Bool("boost"),
            FieldSchema.Quantized("moveY", -1, 1, 0.25, 0.1),
            FieldSchema.Angle("aim", 64, 0.1),
            FieldSchema.Quantized("moveX", -2, 2, 0.25, 0.1),
            FieldSchema.Bool("fire"))));
        Schema = builder.Build();
    }

    public static GameClient NewClient(GameClientOptions options, IDatagramSocket socket, SnapshotScratch scratch, ulong seed) =>
        new(Schema, new OtherArena(seed), options, socket, scratch, seed);

    public void SampleInput(GameClient client, Tick tick, Span<int> fields)
    {
        if (!_prng.NextChance(0.1)) return;
        for (int i = 0; i < fields.Length; i++) fields[i] = _prng.NextInt(Schema.Input.Fields[i].Max + 1);
    }

    public void SnapshotApplied(GameClient client, in SnapshotArrival arrival)
    {
    }
}
