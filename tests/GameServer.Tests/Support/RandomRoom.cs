using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests;

/// <summary>A room in which players come, go, are lost, return, command, claim to see the past and move, all from a seed; with its log in memory, every tick hashed.</summary>
internal sealed class RandomRoom : ITickSink
{
    private readonly IGame _game;
    private readonly int _seats;
    private readonly int _entities;
    private readonly ulong _seed;
    private readonly RewindLimits _limits;
    private readonly List<PlayerSlot> _players = [];
    private readonly uint[] _sequences;
    private readonly int[] _fields;
    private Prng _prng;

    public RandomRoom(ulong seed, IGame game, int seats, int entities, RewindLimits limits)
    {
        _seed = seed;
        _game = game;
        _seats = seats;
        _entities = entities;
        _limits = limits;
        _prng = Prng.For(seed, "players");
        _sequences = new uint[seats];
        _fields = new int[game.Schema.Input.Fields.Length];
        Room = Another(game);
        Room.RecordTo(new TickEncoder(this, game.Schema, seats, hashPeriodTicks: 1));
    }

    public RoomSimulation Room { get; }

    /// <summary>What each tick consumed, from tick 1 on.</summary>
    public List<byte[]> Ticks { get; } = [];

    /// <summary>A room of the same making that has not run.</summary>
    public RoomSimulation Another(IGame? game = null)
    {
        RoomSimulation room = new(game ?? _game, _entities, _seats, _seed);
        room.LimitRewind(_limits);
        return room;
    }

    public void Step(int ticks, Action? afterEach = null)
    {
        for (int i = 0; i < ticks; i++)
        {
            ComeAndGo();
            foreach (PlayerSlot player in _players) Play(player);
            Room.Step();
            afterEach?.Invoke();
        }
    }

    void ITickSink.TickEncoded(RoomSimulation room, ReadOnlySpan<byte> tick) => Ticks.Add(tick.ToArray());

    private void ComeAndGo()
    {
        if (_prng.NextChance(0.1) && Room.Join(new PlayerIdentity($"id {Room.Tick}", $"pilot ö {Room.Tick}", _prng.NextULong())) is { } joined)
        {
            _players.Add(joined);
            _sequences[joined.Value] = 0;
        }

        if (_players.Count == 0 || !_prng.NextChance(0.04)) return;
        int leaving = _prng.NextInt(_players.Count);
        Room.Leave(_players[leaving]);
        _players.RemoveAt(leaving);
    }

    private void Play(PlayerSlot player)
    {
        if (Room.IsInterrupted(player))
        {
            if (_prng.NextChance(0.1)) Room.Return(player, Room.TokenGenerationOf(player) + 1);
            else return;
        }
        else if (_prng.NextChance(0.02))
        {
            Room.Interrupt(player);
            if (_prng.NextChance(0.8)) return;
            Room.Return(player, Room.TokenGenerationOf(player) + 2);
        }

        if (_prng.NextChance(0.1)) Command(player);
        if (_prng.NextChance(0.3)) return;   // late: the last one is repeated
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_prng.NextChance(0.5)) _fields[i] = _prng.NextInt(Room.World.Schema.Input.Fields[i].Max + 1);
        }

        ViewClaim view = new((ushort)_prng.NextInt(200), (ushort)_prng.NextInt(100));
        Room.InputsOf(player).Offer(Room.Tick + _prng.NextInt(1, 4), _fields, view);
    }

    private void Command(PlayerSlot player)
    {
        Span<byte> bytes = stackalloc byte[_prng.NextInt(Limits.CommandBytes + 1)];
        _prng.Fill(bytes);
        if (Room.OfferCommand(player, _sequences[player.Value] + 1, bytes) == CommandOffer.Queued) _sequences[player.Value]++;
    }
}
