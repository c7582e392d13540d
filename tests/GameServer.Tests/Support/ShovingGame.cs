using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests;

/// <summary>An arena that puts its ships side by side in the middle of the field, and shoves them when told: what no client can foresee.</summary>
internal sealed class ShovingGame(int tickRateHz) : IGame
{
    private readonly ArenaGame _arena = new(tickRateHz);

    public GameSchema Schema => _arena.Schema;

    public ContentDeclaration? Content => _arena.Content;

    /// <summary>Units along Y, at the next tick, once.</summary>
    public float Shove { get; set; }

    public void Start(World world) => _arena.Start(world);

    public void PlayerJoined(World world, PlayerSlot player, string name)
    {
        _arena.PlayerJoined(world, player, name);
        float middle = ArenaGame.FieldSize(world.PlayerCapacity) / 4;
        ref Body body = ref world.Get(ArenaSchema.Body, world.FocusOf(player));
        body.X = middle;
        body.Y = middle + (3 * player.Value);
    }

    public void PlayerLeft(World world, PlayerSlot player) => _arena.PlayerLeft(world, player);

    public void PlayerInterrupted(World world, PlayerSlot player) => _arena.PlayerInterrupted(world, player);

    public void PlayerReturned(World world, PlayerSlot player) => _arena.PlayerReturned(world, player);

    public CommandResult Command(World world, PlayerSlot player, ReadOnlySpan<byte> command) => _arena.Command(world, player, command);

    public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields) => _arena.Input(world, player, fields);

    public void Tick(World world)
    {
        _arena.Tick(world);
        if (Shove == 0) return;
        foreach (ushort ship in world.Slots(ArenaSchema.Ship)) world.Column(ArenaSchema.Body)[ship].Y += Shove;
        Shove = 0;
    }
}
