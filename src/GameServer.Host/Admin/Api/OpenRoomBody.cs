namespace GameServer.Host.Admin;

/// <summary>Opens a room.</summary>
/// <param name="Shard">Index of the shard; without, the one with the fewest rooms.</param>
internal sealed record OpenRoomBody(int? Shard = null) : IAdminBody;
