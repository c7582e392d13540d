using System;
using GameServer.Core;

namespace GameServer.Server;

/// <summary>Which players to look at.</summary>
/// <param name="Room">Those of one room; null for all.</param>
/// <param name="Exactly">Those whose id or name is this; null for all.</param>
/// <param name="Part">Those whose id or name has this in it, in whatever case; null for all.</param>
public readonly record struct PlayerFilter(RoomId? Room = null, string? Exactly = null, string? Part = null)
{
    internal bool Takes(Session session)
    {
        if (Room is { } room && session.Room.Id != room) return false;
        if (Exactly is not null && session.PlayerId != Exactly && session.PlayerName != Exactly) return false;
        return Part is null || session.PlayerId.Contains(Part, StringComparison.OrdinalIgnoreCase) || session.PlayerName.Contains(Part, StringComparison.OrdinalIgnoreCase);
    }
}
