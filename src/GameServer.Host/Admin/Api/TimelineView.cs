using System;
using System.Globalization;
using GameServer.Core;
using GameServer.Host.Logging;
using GameServer.Server;

namespace GameServer.Host.Admin;

/// <summary>One thing that happened to a player.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="What">What: connected, joined, refused, interrupted and so on.</param>
/// <param name="Code">What went wrong, such as GS-1014; empty when nothing did.</param>
/// <param name="Message">The sentence that the log has of it.</param>
/// <param name="Room">In which room; null before there was one.</param>
/// <param name="Tick">The room's tick; null before there was a room.</param>
/// <param name="Session">The session's key as 16 hexadecimal digits; empty before there was one.</param>
/// <param name="Address">The connection's address; empty when there was none.</param>
internal sealed record TimelineView(DateTime Time, SessionEventKind What, string Code, string Message, int? Room, uint? Tick, string Session, string Address)
{
    public static TimelineView Of(TimelineEntry entry) => new(
        entry.TimeUtc,
        entry.What,
        ErrorCatalogue.TextOf(entry.Code),
        entry.Message,
        entry.Room == SessionEvent.None ? null : entry.Room,
        entry.Tick,
        entry.Session == 0 ? "" : entry.Session.ToString("x16", CultureInfo.InvariantCulture),
        entry.Address);
}
