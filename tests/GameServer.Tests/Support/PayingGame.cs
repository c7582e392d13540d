using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests.Support;

/// <summary>An arena that pays: each ship's pilot is promised the tick's number every few ticks, and a million and the tick when leaving. All it knows stands in the world, so it can be restored.</summary>
internal sealed class PayingGame : IGame
{
    private readonly ArenaGame _arena = new(30);

    /// <summary>Ticks from one promise to a pilot to the next.</summary>
    public int PeriodTicks { get; init; } = 3;

    /// <summary>Bytes of a promise, 8 or more.</summary>
    public int PayloadBytes { get; init; } = 8;

    /// <summary>What players' profiles said when they joined, in order; for tests, the game never looks.</summary>
    public List<long> SumsAtJoin { get; } = [];

    public GameSchema Schema => _arena.Schema;

    public ContentDeclaration? Content => _arena.Content;

    public IProfileRules ProfileRules { get; } = new SumRules();

    public void Start(World world) => _arena.Start(world);

    public void PlayerJoined(World world, PlayerSlot player, string name)
    {
        if (world.ProfileOf(player).Length == SumRules.Bytes) SumsAtJoin.Add(SumRules.SumOf(world.ProfileOf(player)));
        _arena.PlayerJoined(world, player, name);
    }

    public void PlayerLeft(World world, PlayerSlot player)
    {
        Pay(world, player, 1_000_000 + world.Tick.Value);
        _arena.PlayerLeft(world, player);
    }

    public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields) => _arena.Input(world, player, fields);

    public void Tick(World world)
    {
        _arena.Tick(world);
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            if ((world.Tick.Value + slot) % (uint)PeriodTicks == 0 && world.IsAlive(slot) && world.OwnerOf(slot) is { } pilot) Pay(world, pilot, world.Tick.Value);
        }
    }

    // What the room has paid is in its state: a refused promise makes another room of it, and a replay that refuses otherwise is found by its hashes.
    private void Pay(World world, PlayerSlot pilot, long amount)
    {
        Span<byte> payload = stackalloc byte[Limits.EffectBytes];
        payload = payload[..PayloadBytes];
        payload.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(payload, amount);
        EntityId ship = world.FocusOf(pilot);
        if (world.Promise(pilot, 1, payload) && world.IsAlive(ship)) world.Get(ArenaSchema.Pilot, ship).Score = (world.Get(ArenaSchema.Pilot, ship).Score + 1) % ArenaRules.ScoreMax;
    }
}
