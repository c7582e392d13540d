using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// The game's own rule of who is shown what, beyond distance, team and ownership: walls, fog of war, stealth. What it hides is hidden altogether: from that tick on no bit of
/// the entity is sent, only that it is gone. Called once per player and tick after the room's step, from one thread; like the game it must be a function of its arguments and of the world,
/// and it must not change the world.
/// </summary>
public interface IRelevancy
{
    /// <summary>False for kinds the rule never hides: they are not asked about. Asked once per kind, when the room starts.</summary>
    bool Judges(EntityKind kind);

    /// <summary>Prepares what all players share, before the first <see cref="Judge"/> of a tick.</summary>
    void BeginTick(World world);

    /// <summary>Decides about everything a player would be shown otherwise; their own entities are not among it.</summary>
    /// <param name="world">The room's state, to be read only.</param>
    /// <param name="player">Who looks.</param>
    /// <param name="slots">Living entities, in slot order.</param>
    /// <param name="shown">By index of <paramref name="slots"/>. On entry: whether the player is shown it so far, for rules that hold on a little longer. On return: whether to show it.</param>
    void Judge(World world, PlayerSlot player, ReadOnlySpan<ushort> slots, Span<bool> shown);
}
