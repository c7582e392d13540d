using System;

namespace GameServer.Persistence;

/// <summary>The answer to a <see cref="ProfileRequest"/>.</summary>
/// <param name="Ticket">Of the request.</param>
/// <param name="Profile">As the game's rules read it; empty when it could not be read.</param>
/// <param name="Problem">Why it could not, for people; null when it could.</param>
public readonly record struct ProfileAnswer(ulong Ticket, ReadOnlyMemory<byte> Profile, string? Problem);
