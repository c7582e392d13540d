using System.Collections.Generic;

namespace GameServer.Persistence;

/// <summary>A player as stored.</summary>
/// <param name="Player">Who.</param>
/// <param name="Version">Grows by one with every change; 0 for a player never heard of.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Unfolded">Effects entered into the ledger since the profile was last saved, in order: it does not include them yet.</param>
public sealed record PlayerRecord(string Player, long Version, PlayerProfile Profile, IReadOnlyList<PlayerEffect> Unfolded);
