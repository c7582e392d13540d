using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Unit;

/// <summary>What a tick promises to players' records: in order, the same at every replay, and at no cost.</summary>
public sealed class WorldEffectsTests
{
    private const int Seats = 8;

    [Fact]
    public void A_tick_hands_on_what_it_promised_in_order_with_the_recipients_and_the_next_begins_anew()
    {
        RoomSimulation room = new(new GrantingGame(), entityCapacity: 16, Seats, seed: 1);
        room.Join(new PlayerIdentity("id-ada", "Ada", 1));
        room.Join(new PlayerIdentity("id-bob", "Bob", 2));
        room.Step();
        Assert.Equal(["1/0 id-ada 10 Each 1", "1/1 id-bob 10 Each 1", "1/2 id-ada 0 Each 1", "1/3 id-bob 0 Newest 1"], EffectsOf(room));
        room.Step();
        Assert.Equal(["2/0 id-ada 0 Each 2", "2/1 id-bob 0 Newest 2"], EffectsOf(room));
        room.Leave(new PlayerSlot(1));
        room.Step();
        Assert.Equal(["3/0 id-bob 20 Each 3", "3/1 id-ada 0 Each 3"], EffectsOf(room));
        Assert.Throws<ArgumentOutOfRangeException>(() => room.World.Effects[2].Kind);
    }

    [Fact]
    public void A_replay_promises_the_same_under_the_same_numbers()
    {
        RoomSimulation room = new(new GrantingGame(), entityCapacity: 16, Seats, seed: 1);
        RoomLog log = new(new GrantingGame().Schema, Seats, hashPeriodTicks: 10);
        room.RecordTo(log);
        List<string> promised = [];
        for (int tick = 1; tick <= 40; tick++)
        {
            if (tick % 3 == 1 && tick < 24) room.Join(new PlayerIdentity($"id-{tick}", "x", (ulong)tick));
            if (tick % 7 == 0) room.Leave(new PlayerSlot((ushort)(tick / 7 - 1)));
            room.Step();
            promised.AddRange(EffectsOf(room));
        }

        RoomReplay replay = new(log, new GrantingGame(), entityCapacity: 16, Seats, seed: 1);
        List<string> again = [];
        while (replay.Step()) again.AddRange(EffectsOf(replay.Room));
        Assert.True(promised.Count > 100);
        Assert.Equal(promised, again);
    }

    [Fact]
    public void Beyond_what_a_tick_can_promise_is_refused_and_counted_and_nothing_is_allocated()
    {
        GrantingGame game = new();
        RoomSimulation room = new(game, entityCapacity: 16, Seats, seed: 1);
        room.Join("x");
        for (int i = 0; i < 10; i++) room.Step();
        game.ExtraPerTick = 1_000;
        room.Step();
        long refused = room.World.Effects.RefusedCount;
        Assert.Equal(1_001, room.World.Effects.Count + refused);
        Assert.Equal(256, room.World.Effects.Count);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) room.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(101 * refused, room.World.Effects.RefusedCount);
        Assert.Throws<ArgumentException>(() => room.World.Promise(new PlayerSlot(0), 1, new byte[Limits.EffectBytes + 1]));
    }

    private static List<string> EffectsOf(RoomSimulation room)
    {
        List<string> effects = [];
        for (int i = 0; i < room.World.Effects.Count; i++)
        {
            WorldEffect effect = room.World.Effects[i];
            effects.Add($"{room.Tick}/{effect.Index} {room.RecipientOf(effect)} {effect.Kind} {effect.Keeping} {effect.Payload[0]}");
        }

        return effects;
    }
}
