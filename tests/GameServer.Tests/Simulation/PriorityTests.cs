using System;
using GameServer.Replication;
using GameServer.Tests.Simulation.Paths;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>What does not fit a budget waits its turn, and its turn comes; what is far away comes less often.</summary>
public sealed class PriorityTests
{
    /// <summary>
    /// The least important of all get their share of the smallest budget there is. Four updates fit a tick and priorities rise by 350 in all, so a share of 1 is due every 88 ticks; classes are
    /// quarter octaves and updates differ in length.
    /// </summary>
    [Fact]
    public void Nothing_starves_on_the_smallest_budget()
    {
        PathRun run = new(new CrowdGame(50, humbles: 150, moverPriority: 4), 256, new ReplicationOptions { BytesPerSecond = 1_000, BytesPerSecondMin = 1_000 });
        PathClient client = run.Join();
        run.Seconds(60);
        int longest = 0;
        run.Seconds(300, () =>
        {
            foreach (ReplicatedEntity entity in client.View.Entities) longest = Math.Max(longest, run.Tick - (int)client.View.TickOf(entity).Value);
        });
        Assert.Equal(200, client.View.Entities.Length);
        Assert.True(longest < 4 * 88, $"an entity waited {longest} ticks");
    }

    /// <summary>However long both have waited: classes reach further than a float can count.</summary>
    [Theory]
    [InlineData(10f, 12.5f)]
    [InlineData(10_000f, 12_500f)]
    [InlineData(10_000_000f, 12_500_000f)]
    public void Whoever_waited_a_quarter_longer_goes_first(float shorter, float longer)
    {
        Selection selection = new(4);
        selection.Begin(4);
        for (int i = 0; i < 3; i++) selection.Add(new SelectedEntity { Slot = (ushort)i, Bits = 100, Priority = shorter });
        selection.Add(new SelectedEntity { Slot = 3, Bits = 100, Priority = longer });
        selection.Fit(150);
        Assert.Equal(3, Assert.Single(selection.Entities.ToArray()).Slot);
    }

    [Fact]
    public void What_is_due_and_does_not_fit_holds_back_the_rest_until_it_does()
    {
        Selection selection = new(4);
        selection.Begin(4);
        selection.Add(new SelectedEntity { Slot = 0, Bits = 100, Priority = 1 });
        selection.Add(new SelectedEntity { Slot = 1, Bits = 500, Priority = 64 });
        selection.Fit(400);
        Assert.Equal(0, selection.Count);
    }

    [Fact]
    public void Far_entities_are_updated_less_often_and_near_ones_every_tick()
    {
        const double Beyond = 100;
        CrowdGame game = new(60, farBeyond: Beyond);
        PathRun run = new(game, 64, new ReplicationOptions { BytesPerSecond = 1_000_000 });
        PathClient client = run.Join();
        run.Seconds(3);
        int nearest = 0;
        int farAges = 0;
        run.Seconds(20, () =>
        {
            (int centreX, int centreY) = game.PositionOf(run.Room.World, 0);
            foreach (ReplicatedEntity entity in client.View.Entities)
            {
                (int x, int y) = game.PositionOf(run.Room.World, entity.Slot);
                double distance = Math.Sqrt(Math.Pow(x - centreX, 2) + Math.Pow(y - centreY, 2)) / 16;
                int age = run.Tick - (int)client.View.TickOf(entity).Value;
                if (distance < Beyond - 20) nearest = Math.Max(nearest, age);
                else if (distance > Beyond + 20) farAges = Math.Max(farAges, age);
            }
        });
        Assert.InRange(nearest, 1, 5);    // the delay, and what comes in sight of the near again was last heard of up to a turn ago
        Assert.InRange(farAges, 6, 12);   // a turn every six ticks
    }

    [Fact]
    public void A_far_entity_that_comes_to_rest_is_known_as_it_is()
    {
        CrowdGame game = new(60, farBeyond: 50);
        PathRun run = new(game, 64, new ReplicationOptions());
        PathClient client = run.Join();
        run.Seconds(5);
        game.IsFrozen = true;
        run.Seconds(2);
        int[] row = new int[3];
        foreach (ReplicatedEntity entity in client.View.Entities)
        {
            run.Room.History.ReadRow(run.Room.Tick, run.Room.World.KindOf(entity.Slot), entity.Slot, row);
            Assert.Equal(row, client.View.RowOf(entity).ToArray());
        }

        Assert.Equal(60, client.View.Entities.Length);
    }

    /// <summary>10,000 entities in view on 64 kB/s: all are there within 3 s, and nobody else is sent a different bit.</summary>
    [Fact]
    public void A_late_joiner_of_a_crowded_room_sees_it_within_three_seconds_and_others_do_not_notice()
    {
        ReplicationOptions options = new() { BytesPerSecond = 64_000, EntitiesInView = 10_000 };
        ulong alone = 0;
        foreach (bool joins in new[] { false, true })
        {
            CrowdGame game = new(10_000);
            PathRun run = new(game, 10_240, options);
            PathClient first = run.Join();
            run.Seconds(4);
            PathClient? late = joins ? run.Join() : null;
            run.Seconds(3);
            if (late is null)
            {
                alone = first.Digest;
                continue;
            }

            Assert.Equal(10_000, late.View.Entities.Length);
            Assert.True(late.BytesSent <= 3 * 64_000 + 8_000, $"{late.BytesSent} bytes in three seconds");
            Assert.Equal(0, late.Mismatches);
            Assert.Equal(alone, first.Digest);
        }
    }
}
