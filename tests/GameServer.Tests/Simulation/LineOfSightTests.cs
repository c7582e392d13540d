using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation;

public sealed class LineOfSightTests
{
    /// <summary>Whatever is hidden with a reach cannot be seen by anybody within the reach of the viewer, of anything within the reach of the thing.</summary>
    [Fact]
    public void Nothing_hidden_can_be_seen_within_the_lead()
    {
        Prng prng = new(9);
        int hidden = 0;
        for (int i = 0; i < 40_000; i++)
        {
            float fromX = prng.NextFloat(5, 200);
            float fromY = prng.NextFloat(5, 200);
            float toX = fromX + prng.NextFloat(-23, 23);
            float toY = fromY + prng.NextFloat(-23, 23);
            float reach = prng.NextFloat(0, 5);
            if (toX < 0 || toY < 0 || !ArenaWalls.Hide(fromX, fromY, toX, toY, reach)) continue;
            hidden++;
            for (int move = 0; move < 20; move++)
            {
                (float fromDx, float fromDy) = Move(ref prng, reach * 0.99f);
                (float toDx, float toDy) = Move(ref prng, reach * 0.99f);
                bool stays = ArenaWalls.Hide(MathF.Max(0, fromX + fromDx), MathF.Max(0, fromY + fromDy), MathF.Max(0, toX + toDx), MathF.Max(0, toY + toDy), 0);
                Assert.True(stays, $"{fromX},{fromY} sees {toX},{toY} after moves of {reach}");
            }
        }

        Assert.True(hidden > 2_000, $"{hidden} pairs hidden: too few to say anything");
    }

    [Fact]
    public void A_walled_arena_hides_enemies_behind_walls_and_nobody_pops_up()
    {
        const int Seats = 60;
        RoomSimulation room = new(new WalledArenaGame(30), 2048, Seats, 4);
        RoomReplication replication = new(room, new ReplicationOptions { BytesPerSecond = 1_000_000 }, 30, NoStageClock.Instance);
        Viewer[] viewers = new Viewer[Seats];
        for (int i = 0; i < Seats; i++) viewers[i] = replication.AddViewer(room.Join("pilot")!.Value, i);
        Nowhere nowhere = new();
        int hidden = 0;
        for (int tick = 0; tick < 150; tick++)
        {
            room.Step();
            replication.BeginTick();
            foreach (Viewer viewer in viewers)
            {
                replication.Publish(viewer, new InputFeedback(true, 0), nowhere);
                hidden += CountHidden(room.World, viewer);
            }
        }

        Assert.True(hidden > 1_000, $"{hidden}: walls hide nobody");
    }

    private static int CountHidden(World world, Viewer viewer)
    {
        ReadOnlySpan<Body> bodies = world.Column(ArenaSchema.Body);
        ReadOnlySpan<Pilot> pilots = world.Column(ArenaSchema.Pilot);
        ushort own = world.FocusOf(viewer.Player).Slot;
        int hidden = 0;
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            float dx = bodies[slot].X - bodies[own].X;
            float dy = bodies[slot].Y - bodies[own].Y;
            if ((dx * dx) + (dy * dy) > (ArenaRules.EnterRadius - 0.1f) * (ArenaRules.EnterRadius - 0.1f)) continue;
            bool isShown = false;
            foreach (ref readonly ViewRecord record in viewer.Records) isShown |= record.Slot == slot && record.State != ViewState.Leaving;
            if (isShown) continue;
            hidden++;
            Assert.NotEqual(pilots[own].Team, pilots[slot].Team);
            Assert.True(ArenaWalls.Hide(bodies[own].X, bodies[own].Y, bodies[slot].X, bodies[slot].Y, 0), "hidden in plain sight");
        }

        return hidden;
    }

    private static (float X, float Y) Move(ref Prng prng, float reach)
    {
        float angle = prng.NextFloat(0, MathF.Tau);
        return (MathF.Cos(angle) * reach, MathF.Sin(angle) * reach);
    }

    private sealed class Nowhere : ISnapshotSink
    {
        public void Send(Viewer viewer, ReadOnlySpan<byte> packet)
        {
        }
    }
}
