namespace GameServer.Host.Admin;

/// <summary>Ends a player's session.</summary>
/// <param name="Reason">For the player to read, up to 200 bytes.</param>
internal sealed record KickBody(string Reason) : IAdminBody;
