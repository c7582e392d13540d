using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests.Support;

/// <summary>
/// A game of promises only: 10 to who joins, 20 to who leaves, and 0 to every player in every tick, players of odd seats keeping the newest. The payload is the tick.
/// </summary>
internal sealed class GrantingGame : IGame
{
    private readonly bool[] _seated = new bool[64];

    public GameSchema Schema => ArenaSchema.Schema;

    /// <summary>So many more promises to seat 0 in every tick.</summary>
    public int ExtraPerTick { get; set; }

    public void Start(World world)
    {
    }

    public void PlayerJoined(World world, PlayerSlot player, string name)
    {
        _seated[player.Value] = true;
        Promise(world, player, 10, EffectKeeping.Each);
    }

    public void PlayerLeft(World world, PlayerSlot player)
    {
        _seated[player.Value] = false;
        Promise(world, player, 20, EffectKeeping.Each);
    }

    public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
    {
    }

    public void Tick(World world)
    {
        for (int i = 0; i < _seated.Length; i++)
        {
            if (_seated[i]) Promise(world, new PlayerSlot((ushort)i), 0, i % 2 == 0 ? EffectKeeping.Each : EffectKeeping.Newest);
        }

        for (int i = 0; i < ExtraPerTick; i++) Promise(world, default, 30, EffectKeeping.Each);
    }

    private static void Promise(World world, PlayerSlot player, int kind, EffectKeeping keeping)
    {
        Span<byte> payload = stackalloc byte[1];
        payload[0] = (byte)world.Tick.Value;
        world.Promise(player, kind, payload, keeping);
    }
}
