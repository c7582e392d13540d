using System;
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
            InterestGrid grid = new(schema, 200, new bool[3]);
            uint[] found = new uint[200 + DistanceFilter.Slack];
            List<(int X, int Y)> centres = [];
            for (uint tick = 1; tick <= 4; tick++)
            {
                world.Tick = new Tick(tick);
                Populate(world, position, max, ref prng);
                history.Capture(world);
                grid.BeginTick();
                centres.Clear();
                for (int query = 0; query < 10; query++)
                {
                    centres.Add((ModelSchema.AnyValue(position.Schema.Fields[0], ref prng), ModelSchema.AnyValue(position.Schema.Fields[1], ref prng)));
                    if (query < 8) grid.Watch(centres[query].X, centres[query].Y);   // the others come too late for a list of their own
                }

                grid.Build(world, history, default);
                foreach ((int x, int y) in centres) Compare(world, position, x, y, found.AsSpan(0, grid.Query(x, y, found)), seed);
            }
        }
    }

    /// <summary>Every way of testing distances finds the same, at the bounds of its numbers too.</summary>
    [Fact]
    public void Sixteen_at_once_find_what_one_at_a_time_finds()
    {
        foreach (ulong seed in Seeds.Each(300))
        {
            Prng prng = new(seed);
            int count = prng.NextInt(0, 100);
            int corner = prng.NextChance(0.5) ? 0 : prng.NextInt(1000);
            int far = DistanceFilter.NarrowReach - corner;
            int reach = prng.NextInt(1, far + 1);
            uint[] sightings = new uint[count + DistanceFilter.Slack];
            int[] x = new int[sightings.Length];
            int[] y = new int[sightings.Length];
            Sight sight = new(prng.NextInt(1 << 30), prng.NextInt(1 << 30), (long)(reach / 2) * (reach / 2), (long)reach * reach);
            Sight near = sight with { X = corner, Y = -corner };
            uint[] places = new uint[sightings.Length];
            for (int i = 0; i < sightings.Length; i++)
            {
                sightings[i] = Sighting.Of(i * 3, (uint)(i % 2) * Sighting.Judged);
                x[i] = sight.X + prng.NextInt(-far, far + 1);
                y[i] = sight.Y + (prng.NextChance(0.2) ? 0 : prng.NextInt(-reach, reach + 1));
                if (prng.NextChance(0.3)) x[i] = sight.X + reach;
                places[i] = NearPoints.PlaceOf(x[i] - sight.X + near.X, y[i] - sight.Y + near.Y);
            }

            PointList points = new(sightings, x, y, count);
            NearPoints nearPoints = new(sightings, places, count);
            uint[] expected = new uint[sightings.Length];
            uint[] found = new uint[sightings.Length];
            int expectedCount = DistanceFilter.SelectWide(points, sight, expected);
            Assert.Equal(expectedCount, DistanceFilter.SelectEight(nearPoints, near, found));
            Assert.True(expected.AsSpan(0, expectedCount).SequenceEqual(found.AsSpan(0, expectedCount)), $"SEED={seed}: eight");
            if (!System.Runtime.Intrinsics.X86.Avx512BW.IsSupported) continue;
            Assert.Equal(expectedCount, DistanceFilter.SelectSixteen(nearPoints, near, found));
            Assert.True(expected.AsSpan(0, expectedCount).SequenceEqual(found.AsSpan(0, expectedCount)), $"SEED={seed}: sixteen");
        }
    }

    private static void Populate(World world, ComponentKey<Ints> position, int max, ref Prng prng)
    {
        for (int i = prng.NextInt(60); i > 0; i--)
        {
            EntityId entity = world.Spawn(world.Schema.Kinds[prng.NextInt(3)]);
            if (entity.IsNone) break;
            int around = prng.NextInt(max + 1);
            world.Get(position, entity)[0] = Math.Clamp(around + prng.NextInt(-300, 300), 0, max);
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

    private static void Compare(World world, ComponentKey<Ints> position, int x, int y, ReadOnlySpan<uint> found, ulong seed)
    {
        List<uint> expected = [];
        for (ushort slot = 0; slot < world.SlotCount; slot++)
        {
            if (!world.IsAlive(slot) || world.KindOf(slot).Relevancy != Relevancy.Near) continue;
            long dx = world.Column(position)[slot][0] - x;
            long dy = world.Column(position)[slot][1] - y;
            long squared = (dx * dx) + (dy * dy);
            long enter = world.Schema.Position!.EnterRadius;
            long leave = world.Schema.Position.LeaveRadius;
            if (squared <= leave * leave) expected.Add(Sighting.Of(slot, squared <= enter * enter ? Sighting.MayEnter : 0));
        }

        Assert.True(found.SequenceEqual(expected.ToArray()), $"SEED={seed}: {found.Length} found around {x},{y}, {expected.Count} expected");
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
