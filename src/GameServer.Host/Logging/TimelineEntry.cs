using System;
using GameServer.Core;
using GameServer.Server;

namespace GameServer.Host.Logging;

/// <summary>One thing that happened to a player.</summary>
/// <param name="TimeUtc">When.</param>
/// <param name="What">What.</param>
/// <param name="Message">The sentence that the log has of it.</param>
/// <param name="Code">What went wrong; <see cref="ErrorCode.None"/> when nothing did.</param>
/// <param name="Name">The player's name then.</param>
/// <param name="Shard">Where.</param>
/// <param name="Room">In which room; <see cref="SessionEvent.None"/> before there was one.</param>
/// <param name="Seat">In which seat; <see cref="SessionEvent.None"/> before there was one.</param>
/// <param name="Tick">The room's tick; null before there was a room.</param>
/// <param name="Session">The session's key; 0 before there was one.</param>
/// <param name="Address">The connection's address; empty when there was none.</param>
/// <param name="Number">As <paramref name="What"/> says.</param>
/// <param name="Text">As <paramref name="What"/> says.</param>
internal sealed record TimelineEntry(
    DateTime TimeUtc, SessionEventKind What, string Message, ErrorCode Code, string Name, int Shard, int Room, int Seat, uint? Tick, ulong Session, string Address, long Number, string Text);
