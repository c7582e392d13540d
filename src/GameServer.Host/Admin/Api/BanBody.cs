namespace GameServer.Host.Admin;

/// <summary>Bans a player.</summary>
/// <param name="Reason">For the player to read, up to 200 bytes.</param>
/// <param name="Seconds">For how long; without, for good.</param>
internal sealed record BanBody(string Reason, int? Seconds = null) : IAdminBody;
