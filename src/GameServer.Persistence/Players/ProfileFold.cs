using System;
using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>A player's profile as a function of what is stored: the last one saved, brought to this build's layout, with every effect since then applied in order.</summary>
public static class ProfileFold
{
    /// <summary>What a player has now.</summary>
    /// <exception cref="PlayerStoreException">The profile was written by a newer build, or the game's rules could not read it.</exception>
    public static PlayerProfile Read(PlayerRecord record, IProfileRules rules) => Read(record, rules, []);

    /// <summary>The same with effects that are not stored yet applied on top.</summary>
    /// <exception cref="PlayerStoreException">The profile was written by a newer build, or the game's rules could not read it.</exception>
    public static PlayerProfile Read(PlayerRecord record, IProfileRules rules, IReadOnlyList<PlayerEffect> fresh)
    {
        if (record.Profile.Schema > rules.Schema)
        {
            throw new PlayerStoreException($"the profile of '{record.Player}' has layout {record.Profile.Schema}, this build knows {rules.Schema}", isTransient: false);
        }

        ReadOnlyMemory<byte> profile = Folded(record, rules, fresh);
        if (profile.Length <= Limits.ProfileBytes) return new PlayerProfile(rules.Schema, profile);
        throw new PlayerStoreException($"the profile of '{record.Player}' has grown to {profile.Length} bytes; {Limits.ProfileBytes} are possible", isTransient: false);
    }

    private static ReadOnlyMemory<byte> Folded(PlayerRecord record, IProfileRules rules, IReadOnlyList<PlayerEffect> fresh)
    {
        try
        {
            ReadOnlyMemory<byte> profile = InThisLayout(record.Profile, rules);
            foreach (PlayerEffect effect in record.Unfolded) profile = rules.Apply(profile, effect.Kind, effect.Payload);
            foreach (PlayerEffect effect in fresh) profile = rules.Apply(profile, effect.Kind, effect.Payload);
            return profile;
        }
        catch (Exception failure)
        {
            // The game's code: whatever it threw, the effects are safe in the ledger and the server goes on.
            throw new PlayerStoreException($"the game's rules failed on the profile of '{record.Player}': {failure.Message}", isTransient: false, failure);
        }
    }

    private static ReadOnlyMemory<byte> InThisLayout(PlayerProfile stored, IProfileRules rules)
    {
        if (stored.Schema == 0) return rules.Create();
        ReadOnlyMemory<byte> profile = stored.Bytes;
        for (int schema = stored.Schema; schema < rules.Schema; schema++) profile = rules.Migrate(schema, profile);
        return profile;
    }
}
