using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>A shard's question for a player's profile.</summary>
/// <param name="Ticket">The shard's number for it.</param>
/// <param name="Player">Whose.</param>
/// <param name="OfferedThrough">The answer has to include all effects that the shard's queue took up to this number.</param>
/// <param name="Deadline">Nobody waits for the answer any longer.</param>
public readonly record struct ProfileRequest(ulong Ticket, string Player, ulong OfferedThrough, Timestamp Deadline);
