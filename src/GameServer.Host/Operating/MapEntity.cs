namespace GameServer.Host.Operating;

/// <summary>One entity on the map of a room.</summary>
/// <param name="Kind">Index in <see cref="RoomMap.Kinds"/>.</param>
/// <param name="Team">Its team; null for none.</param>
/// <param name="Seat">Seat of the player whose it is; null for nobody's.</param>
/// <param name="X">In the game's units.</param>
/// <param name="Y">In the game's units.</param>
internal readonly record struct MapEntity(int Kind, int? Team, int? Seat, double X, double Y);
