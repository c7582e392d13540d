using System;
using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>A change of one player's record: all of it or nothing.</summary>
/// <param name="Player">Whose: 1 to <see cref="Limits.PlayerIdBytes"/> bytes of UTF-8 without control characters.</param>
/// <param name="ExpectedVersion">The version it was made from; null where any will do, which only a change without a profile may say.</param>
/// <param name="Profile">The new profile, including every effect of the ledger at that version and those of this change; null leaves it as it is.</param>
/// <param name="Effects">To be entered into the ledger, in order; those it has already are passed over. At most <see cref="Limits.EffectsPerCommit"/>.</param>
public sealed record PlayerCommit(string Player, long? ExpectedVersion, PlayerProfile? Profile, IReadOnlyList<PlayerEffect> Effects)
{
    /// <summary>The effects without those that repeat an earlier one of the same change.</summary>
    internal IReadOnlyList<PlayerEffect> DistinctEffects
    {
        get
        {
            List<PlayerEffect> distinct = [];
            foreach (PlayerEffect effect in Effects)
            {
                if (!distinct.Exists(earlier => earlier.Covers(effect))) distinct.Add(effect);
            }

            return distinct;
        }
    }

    /// <summary>Stops a change no store can take.</summary>
    /// <exception cref="ArgumentException">What is wrong with it.</exception>
    internal void Verify()
    {
        PlayerIds.Verify(Player);
        if (Profile is not null && ExpectedVersion is null) throw new ArgumentException($"A profile of '{Player}' without the version it was made from could undo another's change.");
        if (Profile is { Schema: < 1 }) throw new ArgumentException($"A profile of '{Player}' says layout {Profile.Schema}; the first is 1.");
        if (Profile?.Bytes.Length > Limits.ProfileBytes) throw new ArgumentException($"A profile of '{Player}' has {Profile.Bytes.Length} bytes; {Limits.ProfileBytes} are possible.");
        if (Effects.Count > Limits.EffectsPerCommit) throw new ArgumentException($"{Effects.Count} effects for '{Player}' in one change; {Limits.EffectsPerCommit} are possible.");
        foreach (PlayerEffect effect in Effects)
        {
            if (effect.Payload.Length > Limits.EffectBytes) throw new ArgumentException($"Effect {effect.Id} for '{Player}' has {effect.Payload.Length} bytes; {Limits.EffectBytes} are possible.");
        }
    }

    /// <summary>Stops a batch that is not one change each of different players.</summary>
    /// <exception cref="ArgumentException">What is wrong with it.</exception>
    internal static void Verify(IReadOnlyList<PlayerCommit> commits)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (PlayerCommit commit in commits)
        {
            commit.Verify();
            if (!seen.Add(commit.Player)) throw new ArgumentException($"'{commit.Player}' is in the batch twice.");
        }
    }
}
