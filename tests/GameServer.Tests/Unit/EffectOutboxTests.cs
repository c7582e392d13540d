using System;
using System.Collections.Generic;
using System.Text;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Unit;

/// <summary>What a room promised stays in its state until the room's log says that it is stored; when there is no more room, promises are refused, in a replay the same ones.</summary>
public sealed class EffectOutboxTests
{
    private const int Seats = 8;
    private const int Entities = 128;

    [Fact]
    public void Promises_stay_in_order_until_they_are_stored_however_often_the_memory_goes_round()
    {
        RoomSimulation room = NewRoom(payloadBytes: 600, periodTicks: 1);
        Queue<string> expected = new();
        for (int tick = 1; tick <= 500; tick++)
        {
            room.Step();
            for (int i = 0; i < room.World.Effects.Count; i++) expected.Enqueue(Describe(room, room.World.Effects[i]));
            if (tick % 7 == 0)
            {
                Tick through = new((uint)tick - 3);
                room.EffectsStored(through);
                while (expected.TryPeek(out string? oldest) && uint.Parse(oldest.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture) <= through.Value) expected.Dequeue();
                room.Step();
                for (int i = 0; i < room.World.Effects.Count; i++) expected.Enqueue(Describe(room, room.World.Effects[i]));
                tick++;
            }

            Assert.Equal(expected, EffectsIn(room.Outbox));
            Assert.Equal(expected.Count, room.Outbox.Count);
        }

        Assert.True(room.Outbox.Start > room.Outbox.BytesMax, "the memory never went round");
    }

    [Fact]
    public void A_saved_room_has_its_promises_and_a_damaged_one_is_refused()
    {
        RoomSimulation room = NewRoom(payloadBytes: 600, periodTicks: 1);
        for (int tick = 1; tick <= 900; tick++)
        {
            if (tick % 20 == 0) room.EffectsStored(room.Tick - 10);
            room.Step();
        }

        RoomCapture capture = new();
        capture.Begin(room);
        capture.Finish(room);
        byte[] saved = capture.State.ToArray();
        RoomSimulation restored = NewRoom(payloadBytes: 600, periodTicks: 1, joined: 0);
        Assert.True(RoomCapture.TryRestore(restored, saved));
        Assert.True(EffectsIn(room.Outbox).Count > 50);
        Assert.Equal(EffectsIn(room.Outbox), EffectsIn(restored.Outbox));
        room.Step();
        restored.Step();
        Assert.Equal(EffectsIn(room.Outbox), EffectsIn(restored.Outbox));

        int key = saved.AsSpan().IndexOf(BitConverter.GetBytes(room.Key));
        Assert.True(key > 0);
        saved[key - 2] = 200;   // the length of a player's id
        Assert.False(RoomCapture.TryRestore(NewRoom(payloadBytes: 600, periodTicks: 1, joined: 0), saved));
    }

    [Fact]
    public void What_finds_no_room_is_refused_and_counted_and_so_it_is_in_a_replay()
    {
        RoomSimulation room = NewRoom(payloadBytes: 1_000, periodTicks: 1, joined: 0);
        RoomLog log = new(room.World.Schema, Seats, hashPeriodTicks: 1);
        room.RecordTo(log);
        Join(room, Seats);
        for (int tick = 0; tick < 60; tick++) room.Step();
        long refused = room.World.Effects.RefusedCount;
        Assert.InRange(refused, 100, 60 * Seats);
        Assert.InRange(room.Outbox.Bytes, room.Outbox.BytesMax - 1_200, room.Outbox.BytesMax);
        room.EffectsStored(new Tick(20));
        room.Step();
        Assert.Equal(refused, room.World.Effects.RefusedCount);
        for (int tick = 0; tick < 60; tick++) room.Step();
        Assert.True(room.World.Effects.RefusedCount > refused);

        RoomReplay replay = new(log, new PayingGame { PayloadBytes = 1_000, PeriodTicks = 1 }, Entities, Seats, seed: 1);
        replay.Room.Key = room.Key;
        Assert.True(replay.RunToEnd());
        Assert.Equal(room.World.Effects.RefusedCount, replay.Room.World.Effects.RefusedCount);
        Assert.Equal(EffectsIn(room.Outbox), EffectsIn(replay.Room.Outbox));
    }

    [Fact]
    public void What_is_promised_to_players_without_a_record_is_kept_for_nobody()
    {
        RoomSimulation room = NewRoom(payloadBytes: 8, periodTicks: 1, joined: 0);
        room.Join(new PlayerIdentity("~1", "nobody", 1));
        room.Step();
        room.Step();
        Assert.NotEqual(0, room.World.Effects.Count);
        Assert.Equal(0, room.Outbox.Count);
    }

    [Fact]
    public void The_profile_is_there_when_the_player_joins_and_at_no_other_time()
    {
        RoomSimulation room = NewRoom(payloadBytes: 8, periodTicks: 1, joined: 0);
        PlayerSlot player = room.Join(new PlayerIdentity("a", "a", 1, HasRecord: true, Profile: new byte[] { 1, 2, 3 }))!.Value;
        Assert.True(room.World.ProfileOf(player).IsEmpty);
        room.Step();
        Assert.True(room.World.ProfileOf(player).IsEmpty);
        Assert.True(room.IdentityOf(player).Profile.IsEmpty);
    }

    private static RoomSimulation NewRoom(int payloadBytes, int periodTicks, int joined = Seats)
    {
        RoomSimulation room = new(new PayingGame { PayloadBytes = payloadBytes, PeriodTicks = periodTicks }, Entities, Seats, seed: 1) { Key = 0xABCD_EF01_2345_6789 };
        Join(room, joined);
        return room;
    }

    private static void Join(RoomSimulation room, int count)
    {
        for (int i = 0; i < count; i++) room.Join(new PlayerIdentity($"id-{i}", "pilot", (ulong)i, HasRecord: true));
    }

    private static string Describe(RoomSimulation room, in WorldEffect effect) =>
        $"{new EffectId(room.Key, room.Tick, effect.Index)} {room.RecipientOf(effect)} {effect.Kind} {effect.Keeping} {Crc32c.Of(effect.Payload)}";

    private static List<string> EffectsIn(EffectOutbox outbox)
    {
        List<string> effects = [];
        for (long at = outbox.Start; outbox.TryRead(at, out PromisedEffect effect); at = effect.End)
        {
            effects.Add($"{effect.Id} {Encoding.UTF8.GetString(effect.Player)} {effect.Kind} {effect.Keeping} {Crc32c.Of(effect.Payload)}");
        }

        return effects;
    }
}
