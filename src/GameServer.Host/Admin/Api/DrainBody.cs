namespace GameServer.Host.Admin;

/// <summary>Empties the server, and ends it.</summary>
/// <param name="LimitSeconds">Within how many seconds it ends, whoever is still there; 0 at once.</param>
/// <param name="Redirect">HOST:PORT where players go; without, they are told when it ends, and their seats are kept for the next process.</param>
/// <param name="Message">For players to read, up to 200 bytes; without, a usual text.</param>
internal sealed record DrainBody(int? LimitSeconds = null, string? Redirect = null, string? Message = null) : IAdminBody;
