using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.LoadTest.Scenes;

/// <summary>An arena with two ships: the first stands and shoots, the second passes in front of it, up and down. It notes every hit and heals it.</summary>
public sealed class DuelGame(int tickRateHz, IRewindPolicy? policy) : IGame
{
    private const float Distance = 8;

    private readonly ArenaGame _arena = new(tickRateHz);

    public GameSchema Schema => _arena.Schema;

    public ContentDeclaration? Content => _arena.Content;

    /// <summary>Ticks in which the passing ship was hit.</summary>
    public List<Tick> Hits { get; } = [];

    public void Start(World world)
    {
        if (policy is not null) world.Rewind.Policy = policy;
        world.Spawn(ArenaSchema.Score);
    }

    public void PlayerJoined(World world, PlayerSlot player, string name)
    {
        _arena.PlayerJoined(world, player, name);
        float middle = ArenaGame.FieldSize(world.PlayerCapacity) / 2;
        ref Body body = ref world.Get(ArenaSchema.Body, world.FocusOf(player));
        body.X = MathF.Floor(middle) + (Distance * player.Value);
        body.Y = MathF.Floor(middle);
    }

    public void PlayerLeft(World world, PlayerSlot player) => _arena.PlayerLeft(world, player);

    public void PlayerInterrupted(World world, PlayerSlot player) => _arena.PlayerInterrupted(world, player);

    public void PlayerReturned(World world, PlayerSlot player) => _arena.PlayerReturned(world, player);

    public CommandResult Command(World world, PlayerSlot player, ReadOnlySpan<byte> command) => _arena.Command(world, player, command);

    public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields) => _arena.Input(world, player, fields);

    public void Tick(World world)
    {
        _arena.Tick(world);
        foreach (ushort ship in world.Slots(ArenaSchema.Ship))
        {
            ref Vitals vitals = ref world.Column(ArenaSchema.Vitals)[ship];
            if (vitals.Health < ArenaRules.HealthMax) Hits.Add(world.Tick);
            vitals.Health = ArenaRules.HealthMax;
            world.Column(ArenaSchema.Loadout)[ship].Ammo = ArenaRules.AmmoMax;
        }
    }
}
