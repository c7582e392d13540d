using System;

namespace GameServer.Simulation;

/// <summary>Who takes a seat, and in which session: what a room's log says of a join.</summary>
/// <param name="Id">The player, across sessions and servers: at most <see cref="Core.Limits.PlayerIdBytes"/> bytes of UTF-8; empty only in rooms without a server around them.</param>
/// <param name="Name">Shown to others.</param>
/// <param name="SessionKey">This one presence of the player; no two sessions of a node share it.</param>
/// <param name="HasRecord">Whether what the player is promised goes to a record that outlives the room; without one it is forgotten.</param>
/// <param name="Profile">What the record says of the player, as the game's rules read it: at most <see cref="Core.Limits.ProfileBytes"/>. The seat forgets it once the game has heard of the join.</param>
public readonly record struct PlayerIdentity(string Id, string Name, ulong SessionKey, bool HasRecord = false, ReadOnlyMemory<byte> Profile = default);
