using System;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>Something promised to a player's record.</summary>
/// <param name="Id">What it is recognised by: entered into a record at most once.</param>
/// <param name="Kind">What it is; the game's business.</param>
/// <param name="Keeping">What becomes of it when the next of its kind comes.</param>
/// <param name="Payload">The rest, at most <see cref="Limits.EffectBytes"/>; the game's business.</param>
public sealed record PlayerEffect(EffectId Id, int Kind, EffectKeeping Keeping, ReadOnlyMemory<byte> Payload)
{
    /// <summary>
    /// Whether an effect already in the ledger makes <paramref name="offered"/> a repetition: it is the same; or, of a kind that keeps the newest, one promised later by the
    /// same room, as a replay brings them.
    /// </summary>
    public bool Covers(PlayerEffect offered)
    {
        if (Id == offered.Id) return true;
        return Replaces(offered) && Id.IsAtOrAfter(offered.Id);
    }

    /// <summary>Whether one of the two takes the other's place, whichever is newer.</summary>
    public bool Replaces(PlayerEffect other) =>
        Keeping == EffectKeeping.Newest && other.Keeping == EffectKeeping.Newest && Kind == other.Kind && Id.Room == other.Id.Room;
}
