using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>Writes down every command it is given, per player, and answers with a number made of it.</summary>
internal sealed class TallyGame : IGame
{
    private readonly ComponentKey<Ints> _tally;
    private readonly EntityKind _pot;

    public TallyGame()
    {
        GameSchemaBuilder builder = new("tally");
        _tally = builder.Component(new IntsCodec<Ints>(new ComponentSchema("tally", Visibility.Everyone, FieldSchema.Integer("sum", 0, int.MaxValue, 1))));
        _pot = builder.Kind("pot", Relevancy.Always, 1, _tally);
        builder.Input(new IntsCodec<Ints>(new ComponentSchema("input", Visibility.Everyone, FieldSchema.Bool("go"))));
        Schema = builder.Build();
    }

    public GameSchema Schema { get; }

    /// <summary>By player's name.</summary>
    public Dictionary<string, List<uint>> Applied { get; } = [];

    public List<string> Names { get; } = [];

    public static CommandResult ResultOf(uint number) => new((ushort)StateHasher.Mix(number));

    public void Start(World world)
    {
    }

    public void PlayerJoined(World world, PlayerSlot player, string name)
    {
        while (Names.Count <= player.Value) Names.Add("");
        Names[player.Value] = name;
        Applied.TryAdd(name, []);
        world.SetFocus(player, world.Spawn(_pot, player));
    }

    public void PlayerLeft(World world, PlayerSlot player) => world.Destroy(world.FocusOf(player));

    public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
    {
    }

    public CommandResult Command(World world, PlayerSlot player, ReadOnlySpan<byte> command)
    {
        uint number = BinaryPrimitives.ReadUInt32LittleEndian(command);
        Applied[Names[player.Value]].Add(number);
        ref int sum = ref world.Get(_tally, world.FocusOf(player))[0];
        sum = (int)(((uint)sum + number) & int.MaxValue);
        return ResultOf(number);
    }

    public void Tick(World world)
    {
    }
}
