using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Property;

public sealed class InterestGridTests
{
    [Theory]
    [InlineData(256, 0.25, 40, 55)]
    [InlineData(1024, 1.0 / 64, 20, 23)]
    [InlineData(100, 1, 200, 300)]
    [InlineData(100_000, 0.125, 3, 4)]
    [InlineData(50, 0.5, 0.1, 0.2)]
    public void A_query_finds_what_a_look_at_everything_finds(double size, double step, double enter, double leave)
    {
        GameSchema schema = Schema(size, step, enter, leave, out ComponentKey<Ints> position);
        int max = position.Schema!.Fields[0].Max;
        foreach (ulong seed in Seeds.Each(40))
        {
            Prng prng = new(seed);
            World world = new(schema, 200, 1, seed);
            History history = new(schema, 200);
            InterestGrid grid = new(schema, 200);
            InterestSet found = new(200);
            for (uint tick = 1; tick <= 4; tick++)
            {
                world.Tick = new Tick(tick);
                Populate(world, position, max, ref prng);
                history.Capture(world);
                grid.Build(world, history);
                for (int query = 0; query < 10; query++)
                {
                    int x = ModelSchema.AnyValue(position.Schema.Fields[0], ref prng);
                    int y = ModelSchema.AnyValue(position.Schema.Fields[1], ref prng);
                    found.Clear(world.SlotCount);
                    grid.AddAlways(found);
                    grid.Query(x, y, found);
                    Compare(world, position, x, y, found, seed);
                }
            }
        }
    }

    private static void Populate(World world, ComponentKey<Ints> position, int max, ref Prng prng)
    {
        for (int i = prng.NextInt(60); i > 0; i--)
        {
            EntityId entity = world.Spawn(world.Schema.Kinds[prng.NextInt(3)]);
            if (entity.IsNone) break;
            int around = prng.NextInt(max + 1);
            world.Get(position, entity)[0] = System.Math.Clamp(around + prng.NextInt(-300, 300), 0, max);
            world.Get(position, entity)[1] = ModelSchema.AnyValue(position.Schema!.Fields[1], ref prng);
        }

        foreach (EntityKind kind in world.Schema.Kinds)
        {
            foreach (ushort slot in world.Slots(kind))
            {
                if (prng.NextChance(0.2)) world.Destroy(world.IdOf(slot));
            }
        }

        world.Sweep();
    }

    private static void Compare(World world, ComponentKey<Ints> position, int x, int y, InterestSet found, ulong seed)
    {
        List<ushort> near = [];
        foreach (ushort slot in found) near.Add(slot);
        List<ushort> expected = [];
        for (ushort slot = 0; slot < world.SlotCount; slot++)
        {
            if (!world.IsAlive(slot) || world.KindOf(slot).Relevancy == Relevancy.Owner) continue;
            bool always = world.KindOf(slot).Relevancy == Relevancy.Always;
            long dx = world.Column(position)[slot][0] - x;
            long dy = world.Column(position)[slot][1] - y;
            long squared = (dx * dx) + (dy * dy);
            long enter = world.Schema.Position!.EnterRadius;
            long leave = world.Schema.Position.LeaveRadius;
            if (always || squared <= leave * leave) expected.Add(slot);
            Assert.True(found.MayEnter(slot) == (always || squared <= enter * enter), $"SEED={seed}: slot {slot} entering");
        }

        Assert.True(expected.Count == near.Count && expected.TrueForAll(near.Contains), $"SEED={seed}: {near.Count} found, {expected.Count} expected");
        for (int i = 1; i < near.Count; i++) Assert.True(near[i] > near[i - 1]);
    }

    private static GameSchema Schema(double size, double step, double enter, double leave, out ComponentKey<Ints> position)
    {
        GameSchemaBuilder builder = new("grid");
        position = builder.Component(new IntsCodec<Ints>(new ComponentSchema(
            "position",
            Visibility.Everyone,
            FieldSchema.Quantized("x", 0, size, step, 1),
            FieldSchema.Quantized("y", 0, size / 3, step, 1))));
        builder.Kind("near", Relevancy.Near, 1, position);
        builder.Kind("always", Relevancy.Always, 1, position);
        builder.Kind("owned", Relevancy.Owner, 1, position);
        builder.Interest(position, 0, 1, enter, leave);
        builder.Input(new IntsCodec<Ints>(new ComponentSchema("input", Visibility.Everyone, FieldSchema.Bool("b"))));
        return builder.Build();
    }
}
