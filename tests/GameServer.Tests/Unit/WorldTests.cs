using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class WorldTests
{
    private static readonly EntityKind Walker = ModelSchema.Schema.Kinds[0];
    private static readonly EntityKind Rock = ModelSchema.Schema.Kinds[1];

    [Fact]
    public void An_entity_is_of_its_own_team_or_of_its_owners()
    {
        World world = NewWorld(8);
        PlayerSlot owner = new(0);
        PlayerSlot other = new(1);
        EntityId owned = world.Spawn(Walker, owner);
        EntityId wild = world.Spawn(Walker);
        Assert.Null(world.TeamOf(owned.Slot));
        Assert.Equal(Visibility.Everyone, world.AudienceOf(wild.Slot, other));
        world.SetTeam(owner, 7);
        world.SetTeam(other, 7);
        Assert.Equal((byte)7, world.TeamOf(owned.Slot));
        Assert.Equal(Visibility.Owner, world.AudienceOf(owned.Slot, owner));
        Assert.Equal(Visibility.Team, world.AudienceOf(owned.Slot, other));
        world.SetTeam(owned, 3);
        Assert.Equal(Visibility.Everyone, world.AudienceOf(owned.Slot, other));
        world.SetTeam(owned, null);
        Assert.Equal(Visibility.Team, world.AudienceOf(owned.Slot, other));
        world.SetTeam(other, null);
        Assert.Equal(Visibility.Everyone, world.AudienceOf(owned.Slot, other));
        EntityId rock = world.Spawn(Rock, owner);
        world.SetTeam(other, 7);
        Assert.Equal(Visibility.Everyone, world.AudienceOf(rock.Slot, other));   // its team sees no more of it than anyone
        Assert.Throws<ArgumentOutOfRangeException>(() => world.SetTeam(other, 254));
    }

    [Fact]
    public void A_spawned_entity_lives_with_its_components_at_default()
    {
        World world = NewWorld(8);
        EntityId entity = world.Spawn(Walker, new PlayerSlot(1));
        Assert.True(world.IsAlive(entity));
        Assert.Same(Walker, world.KindOf(entity.Slot));
        Assert.Equal(new PlayerSlot(1), world.OwnerOf(entity.Slot));
        Assert.Equal(entity, world.IdOf(entity.Slot));
        world.Get(ModelSchema.Looks, entity)[0] = 9;
        world.Destroy(entity);
        PassTicks(world, 66);
        EntityId successor = world.Spawn(Walker);
        Assert.Equal(entity.Slot, successor.Slot);
        Assert.Equal(0, world.Get(ModelSchema.Looks, successor)[0]);
        Assert.Null(world.OwnerOf(successor.Slot));
    }

    [Fact]
    public void A_kept_id_never_reaches_the_slots_next_owner()
    {
        World world = NewWorld(1);
        HashSet<EntityId> former = [];
        for (int i = 0; i < 5; i++)
        {
            EntityId entity = world.Spawn(Rock);
            Assert.Equal(0, entity.Slot);
            Assert.True(former.Add(entity));
            world.Destroy(entity);
            world.Destroy(entity);
            Assert.False(world.IsAlive(entity));
            Assert.Equal(0, world.EntityCount);
            PassTicks(world, 66);
            foreach (EntityId id in former) Assert.False(world.IsAlive(id));
        }

        Assert.False(world.IsAlive(EntityId.None));
        Assert.False(world.IsAlive(new EntityId(500, 1)));
    }

    [Fact]
    public void A_slot_rests_until_no_history_mentions_it()
    {
        World world = NewWorld(1);
        world.Tick = new Tick(10);
        world.Destroy(world.Spawn(Rock));
        world.Sweep();
        for (uint tick = 11; tick <= 74; tick++)
        {
            world.Tick = new Tick(tick);
            Assert.True(world.Spawn(Rock).IsNone);
            world.Sweep();
        }

        Assert.Equal(64, world.SpawnsRefused);
        world.Tick = new Tick(75);
        Assert.False(world.Spawn(Rock).IsNone);
    }

    [Fact]
    public void A_full_room_refuses_and_counts()
    {
        World world = NewWorld(3);
        for (int i = 0; i < 3; i++) Assert.False(world.Spawn(Rock).IsNone);
        Assert.True(world.Spawn(Rock).IsNone);
        Assert.True(world.Spawn(Walker).IsNone);
        Assert.Equal(2, world.SpawnsRefused);
        Assert.Equal(3, world.EntityCount);
    }

    [Fact]
    public void Slots_are_listed_in_the_order_of_spawning_and_the_dead_leave_at_the_end_of_the_tick()
    {
        World world = NewWorld(8);
        EntityId[] rocks = [world.Spawn(Rock), world.Spawn(Rock), world.Spawn(Rock)];
        EntityId walker = world.Spawn(Walker);
        world.Destroy(rocks[1]);
        Assert.Equal([rocks[0].Slot, rocks[1].Slot, rocks[2].Slot], world.Slots(Rock).ToArray());
        Assert.False(world.IsAlive(rocks[1].Slot));
        Assert.Equal(3, world.EntityCount);
        world.Sweep();
        Assert.Equal([rocks[0].Slot, rocks[2].Slot], world.Slots(Rock).ToArray());
        Assert.Equal([walker.Slot], world.Slots(Walker).ToArray());
    }

    [Fact]
    public void An_entity_spawned_while_a_list_is_walked_is_not_in_it()
    {
        World world = NewWorld(8);
        world.Spawn(Rock);
        ReadOnlySpan<ushort> slots = world.Slots(Rock);
        world.Spawn(Rock);
        Assert.Equal(1, slots.Length);
        Assert.Equal(2, world.Slots(Rock).Length);
    }

    [Fact]
    public void Random_life_keeps_every_account_straight()
    {
        Prng prng = new(4);
        World world = NewWorld(50);
        List<EntityId> living = [];
        for (int tick = 1; tick < 2_000; tick++)
        {
            world.Tick = new Tick((uint)tick);
            if (prng.NextChance(0.5) && world.Spawn(prng.NextChance(0.5) ? Rock : Walker) is { IsNone: false } entity) living.Add(entity);
            if (living.Count > 0 && prng.NextChance(0.4))
            {
                int index = prng.NextInt(living.Count);
                world.Destroy(living[index]);
                living.RemoveAt(index);
            }

            world.Sweep();
            Assert.Equal(living.Count, world.EntityCount);
            Assert.Equal(living.Count, world.Slots(Rock).Length + world.Slots(Walker).Length);
            foreach (EntityId id in living) Assert.True(world.IsAlive(id));
        }

        Assert.Equal(50, world.SlotCount);
    }

    private static World NewWorld(int capacity) => new(ModelSchema.Schema, capacity, 2, 1);

    private static void PassTicks(World world, int ticks)
    {
        world.Sweep();
        for (int i = 0; i < ticks; i++)
        {
            world.Tick = world.Tick.Next;
            world.Sweep();
        }
    }
}
