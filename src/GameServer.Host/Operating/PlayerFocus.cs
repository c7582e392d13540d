namespace GameServer.Host.Operating;

/// <summary>Where a player looks from, in the game's units.</summary>
internal sealed record PlayerFocus(double X, double Y);
