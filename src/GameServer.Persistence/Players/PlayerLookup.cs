using System.Collections.Generic;

namespace GameServer.Persistence;

/// <summary>A question to a store.</summary>
/// <param name="Player">Whose record.</param>
/// <param name="Asked">Effects the asker may be about to enter.</param>
public sealed record PlayerLookup(string Player, IReadOnlyList<PlayerEffect> Asked);
