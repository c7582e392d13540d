using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>A room is a function of its log: what its ticks consumed, run again, gives the same state hash at every tick.</summary>
public sealed class RoomReplayTests
{
    private const int Seats = 12;
    private const int Entities = 256;
    private const int TickRateHz = 30;
    private const int Ticks = 400;

    [Theory, InlineData(1UL), InlineData(2UL), InlineData(3UL), InlineData(4UL)]
    public void A_replayed_log_gives_the_same_hash_at_every_tick(ulong seed)
    {
        (RoomLog log, ulong hash) = Play(seed);
        RoomReplay replay = new(log, new ArenaGame(TickRateHz), Entities, Seats, seed);
        Assert.True(replay.RunToEnd(), $"parted at tick {replay.Diverged}");
        Assert.Equal(Ticks, replay.HashesCompared);
        Assert.Equal(hash, replay.Room.StateHash);
        Assert.False(replay.Step());
    }

    [Fact]
    public void A_replay_under_another_seed_parts_at_once_and_says_where()
    {
        (RoomLog log, _) = Play(1);
        RoomReplay replay = new(log, new ArenaGame(TickRateHz), Entities, Seats, seed: 2);
        Assert.False(replay.RunToEnd());
        Assert.Equal(new Tick(1), replay.Diverged);
    }

    [Fact]
    public void Inputs_that_repeat_the_one_before_cost_the_log_nothing()
    {
        RoomLog log = new(ArenaSchema.Schema, Seats, hashPeriodTicks: 0);
        PlayerSlot player = new(3);
        int[] fields = [1, 2, 3, 1, 0];
        log.PlayerJoined(new Tick(1), player, new PlayerIdentity("id", "name", 7));
        log.InputConsumed(new Tick(1), player, fields, default);
        long once = log.Bytes;
        log.InputConsumed(new Tick(2), player, fields, default);
        Assert.Equal(once + sizeof(int), log.Bytes);   // the tick's own place
    }

    [Fact]
    public void A_log_cut_off_after_a_tick_is_the_log_of_the_ticks_up_to_it_and_goes_on_from_there()
    {
        const int Kept = 150;
        (RoomLog log, _) = Play(1);
        log.CutAfter(new Tick(Ticks));
        Assert.Equal(Ticks, log.TickCount);
        log.CutAfter(new Tick(Kept));
        RoomReplay replay = new(log, new ArenaGame(TickRateHz), Entities, Seats, seed: 1);
        Assert.True(replay.RunToEnd(), $"parted at tick {replay.Diverged}");
        Assert.Equal(Kept, replay.HashesCompared);
        RoomSimulation goesOn = replay.Room;
        goesOn.RecordTo(log);
        for (int i = 0; i < 50; i++) goesOn.Step();
        RoomReplay whole = new(log, new ArenaGame(TickRateHz), Entities, Seats, seed: 1);
        Assert.True(whole.RunToEnd(), $"parted at tick {whole.Diverged}");
        Assert.Equal(Kept + 50, whole.HashesCompared);
    }

    [Fact]
    public void Two_recorders_of_a_room_hear_the_same()
    {
        RoomSimulation room = new(new ArenaGame(TickRateHz), Entities, Seats, seed: 1);
        RoomLog[] logs = [new(room.World.Schema, Seats, hashPeriodTicks: 1), new(room.World.Schema, Seats, hashPeriodTicks: 1), new(room.World.Schema, Seats, hashPeriodTicks: 1)];
        foreach (RoomLog log in logs) room.RecordTo(log);
        PlayerSlot player = room.Join("player")!.Value;
        for (int i = 0; i < 10; i++) room.Step();
        room.OfferCommand(player, 1, [1, 2, 3]);
        room.Interrupt(player);
        room.Step();
        room.Return(player, 2);
        room.Step();
        room.Leave(player);
        room.Step();
        foreach (RoomLog log in logs)
        {
            RoomReplay replay = new(log, new ArenaGame(TickRateHz), Entities, Seats, seed: 1);
            Assert.True(replay.RunToEnd(), $"parted at tick {replay.Diverged}");
            Assert.Equal(13, replay.HashesCompared);
            Assert.Equal(logs[0].Bytes, log.Bytes);
        }
    }

    [Fact]
    public void A_key_held_by_a_player_who_was_lost_and_back_between_two_ticks_is_held_in_the_replay_too()
    {
        RoomSimulation room = new(new ArenaGame(TickRateHz), Entities, Seats, seed: 1);
        RoomLog log = new(room.World.Schema, Seats, hashPeriodTicks: 1);
        room.RecordTo(log);
        PlayerSlot player = room.Join("player")!.Value;
        room.Step();
        int[] held = new int[room.World.Schema.Input.Fields.Length];
        for (int i = 0; i < 10; i++)
        {
            if (i == 5)
            {
                room.Interrupt(player);
                room.Return(player, 2);
            }

            room.InputsOf(player).Offer(room.Tick.Next, held);
            room.Step();
        }

        RoomReplay replay = new(log, new ArenaGame(TickRateHz), Entities, Seats, seed: 1);
        Assert.True(replay.RunToEnd(), $"parted at tick {replay.Diverged}");
    }

    private static (RoomLog Log, ulong Hash) Play(ulong seed)
    {
        RoomSimulation room = new(new ArenaGame(TickRateHz), Entities, Seats, seed);
        RoomLog log = new(room.World.Schema, Seats, hashPeriodTicks: 1);
        room.RecordTo(log);
        Prng prng = Prng.For(seed, "players");
        List<PlayerSlot> players = [];
        int[] fields = new int[room.World.Schema.Input.Fields.Length];
        for (int tick = 0; tick < Ticks; tick++)
        {
            if (prng.NextChance(0.1) && room.Join($"player {tick}") is { } joined) players.Add(joined);
            if (players.Count > 0 && prng.NextChance(0.05))
            {
                int leaving = prng.NextInt(players.Count);
                room.Leave(players[leaving]);
                players.RemoveAt(leaving);
            }

            foreach (PlayerSlot player in players)
            {
                if (prng.NextChance(0.03)) LoseOrReturn(room, ref prng, player);
                if (prng.NextChance(0.05)) room.OfferCommand(player, (room.CommandsOf(player)?.LastQueued ?? 0) + 1, RandomBytes(ref prng));
                if (prng.NextChance(0.3)) continue;   // late: the last one is repeated
                for (int i = 0; i < fields.Length; i++) fields[i] = prng.NextInt(room.World.Schema.Input.Fields[i].Max + 1);
                room.InputsOf(player).Offer(room.Tick.Next, fields);
            }

            room.Step();
        }

        return (log, room.StateHash);
    }

    // Up to three changes between two ticks, from either state.
    private static void LoseOrReturn(RoomSimulation room, ref Prng prng, PlayerSlot player)
    {
        for (int changes = 1 + prng.NextInt(3); changes > 0; changes--)
        {
            if (room.IsInterrupted(player)) room.Return(player, room.TokenGenerationOf(player) + 1);
            else room.Interrupt(player);
        }
    }

    private static byte[] RandomBytes(ref Prng prng)
    {
        byte[] bytes = new byte[prng.NextInt(Limits.CommandBytes + 1)];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)prng.NextInt(256);
        return bytes;
    }
}
