using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation;

public sealed class ArenaTests
{
    [Fact]
    public void One_seed_and_one_set_of_inputs_give_one_world()
    {
        ArenaRoom one = Full(60, 7);
        ArenaRoom two = Full(60, 7);
        ArenaRoom other = Full(60, 8);
        for (int tick = 0; tick < 2_000; tick++)
        {
            one.Step();
            two.Step();
            other.Step();
            Assert.Equal(one.Room.StateHash, two.Room.StateHash);
            Assert.NotEqual(one.Room.StateHash, other.Room.StateHash);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Rules_hold_while_players_come_and_go(ulong seed)
    {
        Prng prng = Prng.For(seed, "churn");
        ArenaRoom arena = new(seed, 24, 1024);
        int[] pointsOfTheGone = new int[ArenaRules.Teams];
        bool anyKill = false;
        for (int tick = 0; tick < 3_000; tick++)
        {
            if (prng.NextChance(0.05)) arena.TryJoin();
            if (arena.Players.Count > 0 && prng.NextChance(0.01)) LeaveWithPoints(arena, prng.NextInt(arena.Players.Count), pointsOfTheGone);
            arena.Step();
            CheckShips(arena.Room.World, seed);
            CheckField(arena.Room.World, seed);
            anyKill |= CheckPoints(arena.Room.World, pointsOfTheGone, seed);
        }

        Assert.True(anyKill, $"SEED={seed}: nobody was hit in 100 seconds");
    }

    [Fact]
    public void A_full_room_seats_no_one_until_a_tick_after_someone_left()
    {
        ArenaRoom arena = Full(5, 1);
        arena.Step();
        Assert.False(arena.TryJoin());
        Assert.Equal(5, arena.Room.PlayerCount);
        arena.Leave(2);
        Assert.Equal(4, arena.Room.PlayerCount);
        Assert.False(arena.TryJoin());
        arena.Step();
        Assert.True(arena.TryJoin());
        Assert.Equal(new PlayerSlot(2), arena.Players[^1]);
        Assert.False(arena.TryJoin());
    }

    [Fact]
    public void A_leaver_takes_the_ship_and_a_newcomer_starts_afresh()
    {
        ArenaRoom arena = Full(2, 3);
        for (int i = 0; i < 50; i++) arena.Step();
        World world = arena.Room.World;
        EntityId former = world.FocusOf(new PlayerSlot(0));
        arena.Leave(0);
        arena.Step();
        Assert.False(world.IsAlive(former));
        Assert.True(arena.TryJoin());
        arena.Step();
        EntityId ship = world.FocusOf(new PlayerSlot(0));
        Assert.True(world.IsAlive(ship));
        Assert.NotEqual(former, ship);
        Assert.Equal(0, world.Get(ArenaSchema.Pilot, ship).Score);
        Assert.Equal(0, world.Get(ArenaSchema.Pilot, ship).Team);
    }

    private static ArenaRoom Full(int seats, ulong seed)
    {
        ArenaRoom arena = new(seed, seats);
        for (int i = 0; i < seats; i++) Assert.True(arena.TryJoin());
        return arena;
    }

    // A leaver's ship goes at the start of the next tick, before anything can hit or score.
    private static void LeaveWithPoints(ArenaRoom arena, int index, int[] pointsOfTheGone)
    {
        World world = arena.Room.World;
        EntityId ship = world.FocusOf(arena.Players[index]);
        if (world.IsAlive(ship)) pointsOfTheGone[world.Get(ArenaSchema.Pilot, ship).Team] += world.Get(ArenaSchema.Pilot, ship).Score;
        arena.Leave(index);
    }

    private static void CheckShips(World world, ulong seed)
    {
        float size = ArenaGame.FieldSize(world.PlayerCapacity);
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            Body body = world.Column(ArenaSchema.Body)[slot];
            Vitals vitals = world.Column(ArenaSchema.Vitals)[slot];
            Loadout loadout = world.Column(ArenaSchema.Loadout)[slot];
            string where = $"SEED={seed} tick {world.Tick} ship {slot}";
            Assert.True(vitals.Health is >= 0 and <= ArenaRules.HealthMax, where);
            Assert.True(vitals.Health == 0 == (vitals.State == ShipState.Dead), where);
            Assert.True(loadout.Ammo is >= 0 and <= ArenaRules.AmmoMax, where);
            Assert.True(loadout.DashCooldown is >= 0 and <= 255, where);
            Assert.True(body.X >= ArenaRules.ShipRadius && body.X <= size - ArenaRules.ShipRadius, where);
            Assert.True(body.Y >= ArenaRules.ShipRadius && body.Y <= size - ArenaRules.ShipRadius, where);
        }
    }

    private static void CheckField(World world, ulong seed)
    {
        float size = ArenaGame.FieldSize(world.PlayerCapacity);
        foreach (ushort slot in world.Slots(ArenaSchema.Projectile))
        {
            Body body = world.Column(ArenaSchema.Body)[slot];
            Assert.True(body.X >= 0 && body.X <= size && body.Y >= 0 && body.Y <= size, $"SEED={seed} tick {world.Tick} shot {slot}");
            Assert.True((byte)(world.Tick.Value - (uint)world.Column(ArenaSchema.Flight)[slot].FiredAt) < ArenaRoom.TickRateHz * ArenaRules.ShotSeconds, $"SEED={seed} tick {world.Tick} shot {slot}");
        }

        Assert.Equal(Math.Max(4, (int)(world.PlayerCapacity / ArenaRules.PlayersPerCrate)), world.Slots(ArenaSchema.Pickup).Length);
        Assert.Equal(ArenaRules.Teams, world.Slots(ArenaSchema.Score).Length);
        Assert.Equal(0, world.SpawnsRefused);
    }

    private static bool CheckPoints(World world, int[] pointsOfTheGone, ulong seed)
    {
        int[] points = (int[])pointsOfTheGone.Clone();
        foreach (ushort slot in world.Slots(ArenaSchema.Ship)) points[world.Column(ArenaSchema.Pilot)[slot].Team] += world.Column(ArenaSchema.Pilot)[slot].Score;
        foreach (ushort slot in world.Slots(ArenaSchema.Score))
        {
            Standing standing = world.Column(ArenaSchema.Standing)[slot];
            Assert.True(standing.Points == points[standing.Team], $"SEED={seed} tick {world.Tick}: team {standing.Team} has {standing.Points} points, its pilots {points[standing.Team]}");
        }

        return points[0] + points[1] > 0;
    }

    [Fact]
    public void Broken_invariants_are_found_and_named()
    {
        ArenaRoom arena = new(seed: 1, seats: 4);
        arena.TryJoin();
        for (int i = 0; i < 5; i++) arena.Step();
        World world = arena.Room.World;
        Assert.Null(ArenaInvariants.Check(world));
        EntityId ship = world.FocusOf(arena.Players[0]);
        world.Get(ArenaSchema.Vitals, ship).Health = ArenaRules.HealthMax + 1;
        Assert.Contains("health 101", ArenaInvariants.Check(world), System.StringComparison.Ordinal);
        world.Get(ArenaSchema.Vitals, ship).Health = ArenaRules.HealthMax;
        world.Get(ArenaSchema.Pilot, ship).Score++;
        Assert.Contains("0 points for 1 kills", ArenaInvariants.Check(world), System.StringComparison.Ordinal);
    }

    /// <summary>Default values do not count for reflection: one more parameter once kept the server from starting.</summary>
    [Fact]
    public void The_host_can_make_an_arena_from_its_tick_rate_alone() => Assert.NotNull(typeof(ArenaGame).GetConstructor([typeof(int)]));
}
