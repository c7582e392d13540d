using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>
/// Ships by 4-unit cell, rebuilt every tick for hit tests. Scratch memory: it holds nothing that outlives a tick.
/// </summary>
internal sealed class ShipGrid
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
            if (!world.IsAlive(slot) || vitals[slot].State == ShipState.Dead) continue;
            ref ushort first = ref _first[CellOf(bodies[slot].X, bodies[slot].Y)];
            _next[slot] = first;
            first = slot;
        }
    }

    /// <summary>The first flying ship of another team within reach of a point; cells and chains are walked in a fixed order.</summary>
    public bool TryHit(World world, float x, float y, float reach, int team, out ushort hit)
    {
        ReadOnlySpan<Body> bodies = world.Column(ArenaSchema.Body);
        ReadOnlySpan<Vitals> vitals = world.Column(ArenaSchema.Vitals);
        ReadOnlySpan<Pilot> pilots = world.Column(ArenaSchema.Pilot);
        int right = CellOf(x + reach);
        int bottom = CellOf(y + reach);
        for (int row = CellOf(y - reach); row <= bottom; row++)
        {
            for (int column = CellOf(x - reach); column <= right; column++)
            {
                for (hit = _first[(row * CellsPerAxis) + column]; hit != End; hit = _next[hit])
                {
                    float dx = bodies[hit].X - x;
                    float dy = bodies[hit].Y - y;
                    bool near = (dx * dx) + (dy * dy) <= reach * reach;
                    if (near && pilots[hit].Team != team && vitals[hit].State != ShipState.Dead) return true;
                }
            }
        }

        hit = End;
        return false;
    }

    private static int CellOf(float coordinate) => Math.Clamp((int)coordinate >> CellShift, 0, CellsPerAxis - 1);

    private static int CellOf(float x, float y) => (CellOf(y) * CellsPerAxis) + CellOf(x);
}
