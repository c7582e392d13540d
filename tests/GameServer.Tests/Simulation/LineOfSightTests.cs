using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation;

public sealed class LineOfSightTests
{
    private static readonly ArenaWalls s_walls = new();

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
            if (toX < 0 || toY < 0 || !s_walls.Hide(fromX, fromY, toX, toY, reach)) continue;
            hidden++;
            for (int move = 0; move < 20; move++)
            {
                (float fromDx, float fromDy) = Move(ref prng, reach * 0.99f);
                (float toDx, float toDy) = Move(ref prng, reach * 0.99f);
                bool stays = s_walls.Hide(MathF.Max(0, fromX + fromDx), MathF.Max(0, fromY + fromDy), MathF.Max(0, toX + toDx), MathF.Max(0, toY + toDy), 0);
                Assert.True(stays, $"{fromX},{fromY} sees {toX},{toY} after moves of {reach}");
            }
        }

        Assert.True(hidden > 2_000, $"{hidden} pairs hidden: too few to say anything");
    }

    /// <summary>Flying players, both ways: whoever is hidden is an enemy behind a wall, and had been sent for the whole lead when they came into plain sight.</summary>
    [Fact]
    public void A_walled_arena_hides_enemies_behind_walls_and_nobody_pops_up()
    {
        ArenaRoom arena = new(4, 60, game: new WalledArenaGame(ArenaRoom.TickRateHz));
        while (arena.TryJoin()) arena.Step();
        arena.Watch();
        int[,] hiddenUntil = new int[60, 2048];
        int hidden = 0;
        int revealed = 0;
        for (int tick = 1; tick <= 900; tick++)
        {
            arena.Step();
            arena.Publish();
            foreach (Viewer viewer in arena.Viewers) Check(arena.Room.World, viewer, tick, hiddenUntil, ref hidden, ref revealed);
        }

        Assert.True(hidden > 500, $"{hidden}: walls hide nobody");
        Assert.True(revealed > 20, $"{revealed}: nobody came out from behind a wall");
    }

    private static void Check(World world, Viewer viewer, int tick, int[,] hiddenUntil, ref int hidden, ref int revealed)
    {
        ReadOnlySpan<Body> bodies = world.Column(ArenaSchema.Body);
        ReadOnlySpan<Pilot> pilots = world.Column(ArenaSchema.Pilot);
        ushort own = world.FocusOf(viewer.Player).Slot;
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            float dx = bodies[slot].X - bodies[own].X;
            float dy = bodies[slot].Y - bodies[own].Y;
            if ((dx * dx) + (dy * dy) > (ArenaRules.EnterRadius - 0.1f) * (ArenaRules.EnterRadius - 0.1f)) continue;
            bool isShown = false;
            foreach (ref readonly ViewRecord record in viewer.Records) isShown |= record.Slot == slot && record.State != ViewState.Leaving;
            bool isCovered = s_walls.Hide(bodies[own].X, bodies[own].Y, bodies[slot].X, bodies[slot].Y, 0);
            ref int last = ref hiddenUntil[viewer.Player.Value, slot];
            if (!isShown)
            {
                hidden++;
                last = tick;
                Assert.NotEqual(pilots[own].Team, pilots[slot].Team);
                Assert.True(isCovered, "hidden in plain sight");
            }
            else if (!isCovered && last > 0)
            {
                // A respawn moves at once; everyone else keeps to the speed limit.
                bool isRespawn = world.Column(ArenaSchema.Loadout)[slot].Ammo == ArenaRules.AmmoMax || world.Column(ArenaSchema.Loadout)[own].Ammo == ArenaRules.AmmoMax;
                Assert.True(isRespawn || tick - last >= (int)(ArenaRules.RevealLeadSeconds * ArenaRoom.TickRateHz), $"popped up {tick - last} ticks after it was hidden");
                revealed++;
                last = 0;
            }
        }
    }

    private static (float X, float Y) Move(ref Prng prng, float reach)
    {
        float angle = prng.NextFloat(0, MathF.Tau);
        return (MathF.Cos(angle) * reach, MathF.Sin(angle) * reach);
    }
}
