namespace GameServer.Host.Admin;

/// <summary>Sends a player to another room.</summary>
/// <param name="Room">Its number.</param>
internal sealed record MoveBody(int Room) : IAdminBody;
