using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>One question of how far to rewind for a player.</summary>
/// <param name="Player">Who acts.</param>
/// <param name="ClaimedTicks">How old the player's picture was, as the client says.</param>
/// <param name="PlausibleTicks">How old the server's own measurement of the connection makes plausible.</param>
/// <param name="BudgetTicks">What the player may still take beyond that; refills slowly.</param>
/// <param name="CapTicks">More is never granted, whatever a policy says.</param>
public readonly record struct RewindClaim(PlayerSlot Player, double ClaimedTicks, double PlausibleTicks, double BudgetTicks, double CapTicks);
