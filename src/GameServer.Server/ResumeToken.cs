using GameServer.Core;

namespace GameServer.Server;

/// <summary>What a resume token says.</summary>
/// <param name="Node">The server that gave it.</param>
/// <param name="Room">The room of the seat.</param>
/// <param name="SessionKey">The session.</param>
/// <param name="Generation">The how-manieth token of the session it is, from 1 on.</param>
/// <param name="PlayerHash">Of the player's id.</param>
internal readonly record struct ResumeToken(ulong Node, RoomId Room, ulong SessionKey, uint Generation, ulong PlayerHash);
