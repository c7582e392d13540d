using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Unit;

/// <summary>What a room does for a seat whose player is lost, and with the commands of one who is not sure that they arrived.</summary>
public sealed class SeatTests
{
    private readonly CallsGame _game = new();
    private readonly RoomSimulation _room;
    private readonly PlayerSlot _player;

    public SeatTests()
    {
        _room = new RoomSimulation(_game, 16, 4, 1);
        _player = _room.Join(new PlayerIdentity("anna", "Anna", 9))!.Value;
        _room.Step();
        _game.Calls.Clear();
    }

    [Fact]
    public void A_lost_players_inputs_are_neutral_until_the_first_one_after_the_return()
    {
        Offer(ahead: 1, 5);
        Offer(ahead: 2, 6);
        _room.Step();
        _room.Interrupt(_player);
        _room.Step();
        _room.Step();
        _room.Return(_player, 2);
        Offer(ahead: 1, 7);
        _room.Step();
        Assert.Equal(["input 5", "lost", "input 0", "input 0", "back", "input 7"], _game.Calls);
        Assert.Equal(2u, _room.TokenGenerationOf(_player));
    }

    [Fact]
    public void Changes_between_two_ticks_reach_the_game_in_order_and_without_repetition()
    {
        _room.Interrupt(_player);
        _room.Return(_player, 2);
        _room.Interrupt(_player);
        _room.Return(_player, 3);
        _room.Interrupt(_player);
        _room.Step();
        Assert.Equal(["lost", "back", "lost", "input 0"], _game.Calls);
        Assert.Equal(_room.Tick, _room.InterruptedSince(_player));
        Assert.Equal(3u, _room.TokenGenerationOf(_player));
    }

    [Fact]
    public void A_player_lost_before_the_first_tick_is_joined_and_lost_in_it()
    {
        PlayerSlot second = _room.Join("Ben")!.Value;
        _room.Interrupt(second);
        _room.Step();
        Assert.Equal(["joined Ben", "lost", "input 0", "input 0"], _game.Calls);
    }

    [Fact]
    public void Commands_are_applied_once_and_in_order_a_few_each_tick()
    {
        for (uint sequence = 1; sequence <= 6; sequence++) Assert.Equal(CommandOffer.Queued, _room.OfferCommand(_player, sequence, [(byte)sequence]));
        Assert.Equal(CommandOffer.Duplicate, _room.OfferCommand(_player, 3, [3]));
        Assert.Equal(CommandOffer.OutOfOrder, _room.OfferCommand(_player, 8, [8]));
        Assert.Equal(CommandOffer.OutOfOrder, _room.OfferCommand(_player, 0, [8]));
        _room.Step();
        _room.Step();
        Assert.Equal(CommandOffer.Duplicate, _room.OfferCommand(_player, 6, [6]));
        Assert.Equal(["command 1", "command 2", "command 3", "command 4", "input 0", "command 5", "command 6", "input 0"], _game.Calls);
        SeatCommands commands = _room.CommandsOf(_player)!;
        Assert.Equal(new CommandResult(106), commands.ResultOf(6));
        Assert.Equal(_room.Tick - 1, commands.AppliedAt(4));
        Assert.False(commands.HoldsResult(7));
    }

    [Fact]
    public void A_full_queue_and_a_command_too_long_are_refused_and_nothing_is_lost()
    {
        for (uint sequence = 1; sequence <= Limits.CommandsInFlight; sequence++) _room.OfferCommand(_player, sequence, [1]);
        Assert.Equal(CommandOffer.Full, _room.OfferCommand(_player, Limits.CommandsInFlight + 1, [1]));
        _room.Step();
        Assert.Equal(CommandOffer.TooLong, _room.OfferCommand(_player, Limits.CommandsInFlight + 1, new byte[Limits.CommandBytes + 1]));
        Assert.Equal(CommandOffer.Queued, _room.OfferCommand(_player, Limits.CommandsInFlight + 1, new byte[Limits.CommandBytes]));
    }

    [Fact]
    public void A_new_session_in_the_seat_starts_its_commands_anew()
    {
        _room.OfferCommand(_player, 1, [1]);
        _room.Leave(_player);
        _room.Step();
        Assert.Equal(["left"], _game.Calls);
        PlayerSlot next = _room.Join("Ben")!.Value;
        Assert.Equal(_player, next);
        Assert.Equal(CommandOffer.Queued, _room.OfferCommand(next, 1, [2]));
        _room.Step();
        Assert.Equal(["left", "joined Ben", "command 2", "input 0"], _game.Calls);
    }

    private void Offer(int ahead, int field) => _room.InputsOf(_player).Offer(_room.Tick + ahead, [field]);

    private sealed class CallsGame : IGame
    {
        public List<string> Calls { get; } = [];

        public GameSchema Schema { get; } = Declare();

        public void Start(World world)
        {
        }

        public void PlayerJoined(World world, PlayerSlot player, string name) => Calls.Add($"joined {name}");

        public void PlayerLeft(World world, PlayerSlot player) => Calls.Add("left");

        public void PlayerInterrupted(World world, PlayerSlot player) => Calls.Add("lost");

        public void PlayerReturned(World world, PlayerSlot player) => Calls.Add("back");

        public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields) => Calls.Add($"input {fields[0]}");

        public CommandResult Command(World world, PlayerSlot player, ReadOnlySpan<byte> command)
        {
            Calls.Add($"command {command[0]}");
            return new CommandResult((ushort)(100 + command[0]));
        }

        public void Tick(World world)
        {
        }

        private static GameSchema Declare()
        {
            GameSchemaBuilder builder = new("calls");
            ComponentKey<Ints> thing = builder.Component(new IntsCodec<Ints>(new ComponentSchema("thing", Visibility.Everyone, FieldSchema.Bool("is"))));
            builder.Kind("thing", Relevancy.Always, 1, thing);
            builder.Input(new IntsCodec<Ints>(new ComponentSchema("input", Visibility.Everyone, FieldSchema.Integer("field", 0, 9, 1))));
            return builder.Build();
        }
    }
}
