namespace GameServer.Host.Operating;

/// <summary>A room that was opened or closed.</summary>
/// <param name="Room">Its number.</param>
/// <param name="Shard">Index of its shard.</param>
/// <param name="Port">UDP port where its players connect.</param>
/// <param name="State"><c>open</c>; <c>closed</c>; or <c>closing</c> while what it promised to players is on its way to the store.</param>
internal sealed record RoomChange(int Room, int Shard, int Port, string State);
