using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>
/// Ships by 4-unit cell, rebuilt every tick for hit tests. Scratch memory: it holds nothing that outlives a tick.
/// </summary>
internal sealed class ShipGrid(int tickRateHz, ArenaTuning tuning)
{
    private const int CellShift = 2;
    private const int CellsPerAxis = ArenaRules.WorldSize >> CellShift;
    private const ushort End = ushort.MaxValue;

    private readonly ushort[] _first = new ushort[CellsPerAxis * CellsPerAxis];
    private readonly ushort[] _next = new ushort[ushort.MaxValue];

    /// <summary>Puts every flying ship in its cell.</summary>
    public void Build(World world)
    {
        Array.Fill(_first, End);
        ReadOnlySpan<Body> bodies = world.Column(ArenaSchema.Body);
        ReadOnlySpan<Vitals> vitals = world.Column(ArenaSchema.Vitals);
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            if (!world.IsAlive(slot) || !IsSolid(vitals[slot])) continue;
            ref ushort first = ref _first[CellOf(bodies[slot].X, bodies[slot].Y)];
            _next[slot] = first;
            first = slot;
        }
    }

    /// <summary>The first flying ship of another team within reach of a point; cells and chains are walked in a fixed order.</summary>
    /// <param name="world">The room's state.</param>
    /// <param name="x">World units.</param>
    /// <param name="y">World units.</param>
    /// <param name="reach">World units.</param>
    /// <param name="team">Whose ships are spared.</param>
    /// <param name="lagTicks">How far in the past ships are tried: where somebody saw them.</param>
    /// <param name="hit">The ship.</param>
    public bool TryHit(World world, float x, float y, float reach, int team, double lagTicks, out ushort hit)
    {
        // Ships stand in the cells of the present: who was here then is no further away than a dash takes.
        float farthest = reach + ((float)lagTicks * tuning.Ship.DashSpeed / tickRateHz);
        ReadOnlySpan<Vitals> vitals = world.Column(ArenaSchema.Vitals);
        ReadOnlySpan<Pilot> pilots = world.Column(ArenaSchema.Pilot);
        int right = CellOf(x + farthest);
        int bottom = CellOf(y + farthest);
        for (int row = CellOf(y - farthest); row <= bottom; row++)
        {
            for (int column = CellOf(x - farthest); column <= right; column++)
            {
                for (hit = _first[(row * CellsPerAxis) + column]; hit != End; hit = _next[hit])
                {
                    if (pilots[hit].Team == team || !IsSolid(vitals[hit]) || !TryPlace(world, hit, lagTicks, out Body body)) continue;
                    float dx = body.X - x;
                    float dy = body.Y - y;
                    if ((dx * dx) + (dy * dy) <= reach * reach) return true;
                }
            }
        }

        hit = End;
        return false;
    }

    private static bool IsSolid(in Vitals vitals) => vitals.State is ShipState.Flying or ShipState.Dashing;

    private static bool TryPlace(World world, ushort ship, double lagTicks, out Body body)
    {
        body = world.Column(ArenaSchema.Body)[ship];
        if (lagTicks <= 0) return true;
        EntityId id = world.IdOf(ship);
        return world.Rewind.TryGet(ArenaSchema.Vitals, id, lagTicks, out Vitals vitals) && IsSolid(vitals)
            && world.Rewind.TryGet(ArenaSchema.Body, id, lagTicks, out body);
    }

    private static int CellOf(float coordinate) => Math.Clamp((int)coordinate >> CellShift, 0, CellsPerAxis - 1);

    private static int CellOf(float x, float y) => (CellOf(y) * CellsPerAxis) + CellOf(x);
}
