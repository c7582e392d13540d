using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>
/// Walls hide enemies and their shots, altogether: a client that is not sent a position cannot show it, whatever it was made to do. They are revealed a moment before they could be seen, so that
/// nothing pops: something stays hidden only while a wall would hide it wherever both could be <see cref="ArenaRules.RevealLeadSeconds"/> from now.
/// </summary>
public sealed class LineOfSight(ArenaTuning tuning) : IRelevancy
{
    private const float HideMargin = 1;   // what is shown stays until it is hidden by this much more: nothing flickers at a corner

    /// <inheritdoc/>
    public bool Judges(EntityKind kind) => ReferenceEquals(kind, ArenaSchema.Ship) || ReferenceEquals(kind, ArenaSchema.Projectile);

    /// <inheritdoc/>
    public void BeginTick(World world)
    {
    }

    /// <inheritdoc/>
    public void Judge(World world, PlayerSlot player, ReadOnlySpan<ushort> slots, Span<bool> shown)
    {
        EntityId own = world.FocusOf(player);
        if (!world.IsAlive(own))
        {
            shown.Clear();
            return;
        }

        ReadOnlySpan<Body> bodies = world.Column(ArenaSchema.Body);
        ReadOnlySpan<Pilot> pilots = world.Column(ArenaSchema.Pilot);
        ReadOnlySpan<Shot> shots = world.Column(ArenaSchema.Shot);
        float revealReach = tuning.FastestSpeed * ArenaRules.RevealLeadSeconds;   // how far anything moves during the lead
        Body eye = bodies[own.Slot];
        int team = pilots[own.Slot].Team;
        for (int i = 0; i < slots.Length; i++)
        {
            ushort slot = slots[i];
            bool isMate = team == (ReferenceEquals(world.KindOf(slot), ArenaSchema.Ship) ? pilots[slot].Team : shots[slot].Team);
            shown[i] = isMate || !tuning.Walls.Hide(eye.X, eye.Y, bodies[slot].X, bodies[slot].Y, shown[i] ? revealReach + HideMargin : revealReach);
        }
    }
}
