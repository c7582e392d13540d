using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>What the log says of players. What strangers can cause at will is for who asks for it.</summary>
internal static partial class PlayerMessages
{
    [LoggerMessage((int)LogEventId.PlayerConnected, LogLevel.Debug, "connected from {Address}", EventName = nameof(LogEventId.PlayerConnected))]
    public static partial void Connected(ILogger log, string address);

    [LoggerMessage((int)LogEventId.PlayerDisconnected, LogLevel.Debug, "connection from {Address} ended: {Reason}{Player}", EventName = nameof(LogEventId.PlayerDisconnected))]
    public static partial void Disconnected(ILogger log, string address, string reason, string player);

    [LoggerMessage((int)LogEventId.PlayerAddressChanged, LogLevel.Debug, "{Player} goes on from {Address}", EventName = nameof(LogEventId.PlayerAddressChanged))]
    public static partial void AddressChanged(ILogger log, string player, string address);

    [LoggerMessage((int)LogEventId.PlayerRefused, LogLevel.Information, "{Player} from {Address} was refused: {Reason}", EventName = nameof(LogEventId.PlayerRefused))]
    public static partial void Refused(ILogger log, string player, string address, string reason);

    [LoggerMessage((int)LogEventId.PlayerResumeRefused, LogLevel.Information, "{Player} from {Address} may not resume: {Reason}", EventName = nameof(LogEventId.PlayerResumeRefused))]
    public static partial void ResumeRefused(ILogger log, string player, string address, string reason);

    [LoggerMessage((int)LogEventId.PlayerCommandRefused, LogLevel.Debug, "{Player} sent a command that was not taken; {Next} is the next", EventName = nameof(LogEventId.PlayerCommandRefused))]
    public static partial void CommandRefused(ILogger log, string player, long next);

    [LoggerMessage((int)LogEventId.PlayerResynced, LogLevel.Warning, "{Player} saw another state than the room's and begins anew", EventName = nameof(LogEventId.PlayerResynced))]
    public static partial void Resynced(ILogger log, string player);

    [LoggerMessage((int)LogEventId.PlayerJoined, LogLevel.Information, "{Player} joined room {Room} in seat {Seat}, {Count} there", EventName = nameof(LogEventId.PlayerJoined))]
    public static partial void Joined(ILogger log, string player, int room, int seat, long count);

    [LoggerMessage((int)LogEventId.PlayerProfileMissing, LogLevel.Warning, "{Player} logs in, and the record could not be read in time", EventName = nameof(LogEventId.PlayerProfileMissing))]
    public static partial void ProfileMissing(ILogger log, string player);

    [LoggerMessage((int)LogEventId.PlayerInterrupted, LogLevel.Information, "{Player} in room {Room} was lost; the seat is kept", EventName = nameof(LogEventId.PlayerInterrupted))]
    public static partial void Interrupted(ILogger log, string player, int room);

    [LoggerMessage((int)LogEventId.PlayerResumed, LogLevel.Information, "{Player} is back in room {Room} after {Ticks} ticks", EventName = nameof(LogEventId.PlayerResumed))]
    public static partial void Resumed(ILogger log, string player, int room, long ticks);

    [LoggerMessage((int)LogEventId.PlayerTakenOver, LogLevel.Information, "{Player} in room {Room} logged in again and has the seat there", EventName = nameof(LogEventId.PlayerTakenOver))]
    public static partial void TakenOver(ILogger log, string player, int room);

    [LoggerMessage((int)LogEventId.PlayerLeft, LogLevel.Information, "{Player} left room {Room}", EventName = nameof(LogEventId.PlayerLeft))]
    public static partial void Left(ILogger log, string player, int room);

    [LoggerMessage((int)LogEventId.PlayerGraceOver, LogLevel.Information, "{Player} did not come back to room {Room} for {Ticks} ticks and has lost the seat", EventName = nameof(LogEventId.PlayerGraceOver))]
    public static partial void GraceOver(ILogger log, string player, int room, long ticks);

    [LoggerMessage((int)LogEventId.PlayerKicked, LogLevel.Information, "{Player} was kicked from room {Room}: {Reason}", EventName = nameof(LogEventId.PlayerKicked))]
    public static partial void Kicked(ILogger log, string player, int room, string reason);

    [LoggerMessage((int)LogEventId.PlayerBanned, LogLevel.Information, "{Player} was banned, and taken from room {Room}: {Reason}", EventName = nameof(LogEventId.PlayerBanned))]
    public static partial void Banned(ILogger log, string player, int room, string reason);

    [LoggerMessage((int)LogEventId.PlayerMoved, LogLevel.Information, "{Player} was sent from room {Room} to room {Target}", EventName = nameof(LogEventId.PlayerMoved))]
    public static partial void Moved(ILogger log, string player, int room, long target);

    [LoggerMessage((int)LogEventId.PlayerMessaged, LogLevel.Information, "{Player} in room {Room} was told: {Text}", EventName = nameof(LogEventId.PlayerMessaged))]
    public static partial void Messaged(ILogger log, string player, int room, string text);

    [LoggerMessage((int)LogEventId.PlayerStopped, LogLevel.Information, "{Player} in room {Room} was told that the server stops: {Text}", EventName = nameof(LogEventId.PlayerStopped))]
    public static partial void Stopped(ILogger log, string player, int room, string text);

    [LoggerMessage((int)LogEventId.PlayerRoomClosed, LogLevel.Information, "{Player} was in room {Room} when it closed", EventName = nameof(LogEventId.PlayerRoomClosed))]
    public static partial void RoomClosed(ILogger log, string player, int room);

    [LoggerMessage((int)LogEventId.PlayerContentChanged, LogLevel.Information, "room {Room} plays by content {Version} now", EventName = nameof(LogEventId.PlayerContentChanged))]
    public static partial void ContentChanged(ILogger log, int room, string version);

    [LoggerMessage((int)LogEventId.PlayerContentRefused, LogLevel.Warning, "{Player} in room {Room} could not take content {Version}", EventName = nameof(LogEventId.PlayerContentRefused))]
    public static partial void ContentRefused(ILogger log, string player, int room, string version);
}
