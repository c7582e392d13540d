namespace GameServer.Host.LiveContent;

/// <summary>What a room plays by.</summary>
/// <param name="Room">Its number.</param>
/// <param name="Version">Of its last tick, 16 hexadecimal digits.</param>
/// <param name="Announced">The version that its clients have been told of; another than <paramref name="Version"/> for the half second before it changes.</param>
internal sealed record ContentRoomView(int Room, string Version, string Announced);
