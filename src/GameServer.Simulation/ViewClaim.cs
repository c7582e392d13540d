namespace GameServer.Simulation;

/// <summary>
/// What a player saw when giving an input, as far as the server knows; part of the input, so that a room stays a function of its log.
/// </summary>
/// <param name="AgeSixteenths">How much older than the input's tick the world on the player's screen was, as the client says, in sixteenths of a tick; 0: it says nothing.</param>
/// <param name="AllowedSixteenths">How old the server's own measurement of the connection makes plausible, same unit.</param>
public readonly record struct ViewClaim(ushort AgeSixteenths, ushort AllowedSixteenths);
