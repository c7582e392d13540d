using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class HistoryTests
{
    private static readonly EntityKind Walker = ModelSchema.Schema.Kinds[0];
    private static readonly EntityKind Hand = ModelSchema.Schema.Kinds[5];

    [Fact]
    public void The_last_64_ticks_read_back_and_older_ones_are_gone()
    {
        World world = new(ModelSchema.Schema, 5, 1, 1);
        History history = new(ModelSchema.Schema, 5);
        EntityId entity = default;
        int[] row = new int[Walker.Fields.Length];
        for (int tick = 1; tick <= 200; tick++)
        {
            world.Tick = new Tick((uint)tick);
            if (tick == 1) entity = world.Spawn(Walker);
            world.Get(ModelSchema.Spot, entity)[0] = tick;
            world.Get(ModelSchema.Secret, entity)[0] = tick % 100;
            history.Capture(world);
            for (int age = 0; age < Math.Min(64, tick); age++)
            {
                Assert.True(history.Holds(new Tick((uint)(tick - age))));
                history.ReadRow(new Tick((uint)(tick - age)), Walker, entity.Slot, row);
                Assert.Equal(tick - age, row[0]);
                Assert.Equal((tick - age) % 100, row[Walker.Component(ModelSchema.Secret).FirstField]);
            }
        }

        Assert.False(history.Holds(new Tick(136)));
        Assert.False(history.Holds(new Tick(201)));
        Assert.False(history.Holds(Tick.None));
        Assert.Equal(new Tick(200), history.Newest);
    }

    [Fact]
    public void A_tick_left_out_is_a_broken_invariant()
    {
        World world = new(ModelSchema.Schema, 5, 1, 1);
        History history = new(ModelSchema.Schema, 5);
        world.Tick = new Tick(1);
        history.Capture(world);
        world.Tick = new Tick(3);
        Assert.Throws<InvariantException>(() => history.Capture(world));
    }

    [Fact]
    public void Changes_are_told_apart_by_tick_and_by_who_sees_them()
    {
        World world = new(ModelSchema.Schema, 40, 1, 1);
        History history = new(ModelSchema.Schema, 40);
        world.Tick = new Tick(1);
        for (int i = 0; i < 20; i++) world.Spawn(Hand);
        EntityId entity = world.Spawn(Walker);
        history.Capture(world);
        Assert.Equal(new Tick(1), history.PublicChangedAt[entity.Slot]);

        Advance(world, history, () => { });
        Advance(world, history, () => world.Get(ModelSchema.Looks, entity)[1] = 3);
        Advance(world, history, () => world.Get(ModelSchema.Secret, entity)[1] = 3);
        Advance(world, history, () => { });
        Assert.Equal(0b10100UL, history.Changes[entity.Slot]);
        Assert.Equal(new Tick(3), history.PublicChangedAt[entity.Slot]);
        Assert.Equal(new Tick(4), history.OwnerChangedAt[entity.Slot]);
        Assert.Equal(new Tick(1), history.OwnerChangedAt[entity.Slot - 1]);
    }

    [Fact]
    public void Random_changes_are_all_noticed_and_nothing_else()
    {
        Prng prng = new(8);
        World world = new(ModelSchema.Schema, 33, 1, 1);
        History history = new(ModelSchema.Schema, 33);
        List<EntityId> walkers = [];
        world.Tick = new Tick(1);
        for (int i = 0; i < 33; i++) walkers.Add(world.Spawn(Walker));
        history.Capture(world);
        ulong[] publicly = new ulong[33];
        Array.Fill(publicly, 1UL);
        for (int tick = 2; tick < 300; tick++)
        {
            for (int slot = 0; slot < publicly.Length; slot++) publicly[slot] <<= 1;
            Advance(world, history, () =>
            {
                foreach (EntityId entity in walkers)
                {
                    if (!prng.NextChance(0.1)) continue;
                    bool secretly = prng.NextChance(0.5);
                    world.Get(secretly ? ModelSchema.Secret : ModelSchema.Looks, entity)[1] ^= 1;
                    if (!secretly) publicly[entity.Slot] |= 1;
                }
            });
            Assert.Equal(publicly, history.Changes[..33].ToArray());
        }
    }

    [Fact]
    public void The_state_hash_follows_public_and_owners_fields_the_entities_and_the_random_stream()
    {
        List<ulong> hashes = [];
        World world = new(ModelSchema.Schema, 5, 1, 1);
        History history = new(ModelSchema.Schema, 5);
        EntityId entity = default;
        Advance(world, history, () => entity = world.Spawn(Walker));
        hashes.Add(history.StateHash(world) ^ world.Tick.Value);
        Advance(world, history, () => { });
        Assert.Equal(hashes[0], history.StateHash(world) ^ world.Tick.Value);
        Note(() => world.Get(ModelSchema.Spot, entity)[1] = 1);
        Note(() => world.Get(ModelSchema.Secret, entity)[0] = 1);
        Note(() => world.Spawn(Walker));
        Note(() => world.Prng.NextUInt());
        Note(() => world.Destroy(entity));
        Assert.Equal(hashes.Count, new HashSet<ulong>(hashes).Count);

        void Note(Action change)
        {
            Advance(world, history, change);
            hashes.Add(history.StateHash(world) ^ world.Tick.Value);
        }
    }

    private static void Advance(World world, History history, Action change)
    {
        world.Tick = world.Tick.Next;
        change();
        world.Sweep();
        history.Capture(world);
    }
}
