using GameServer.Core;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>What the log says of the node.</summary>
internal static partial class NodeMessages
{
    [LoggerMessage((int)LogEventId.Status, LogLevel.Information, "{Line}", EventName = nameof(LogEventId.Status))]
    public static partial void Status(ILogger log, string line);

    [LoggerMessage((int)LogEventId.StartWarning, LogLevel.Warning, "{Line}", EventName = nameof(LogEventId.StartWarning))]
    public static partial void StartWarning(ILogger log, string line);

    [LoggerMessage((int)LogEventId.Recovery, LogLevel.Information, "{Line}", EventName = nameof(LogEventId.Recovery))]
    public static partial void Recovery(ILogger log, string line);

    [LoggerMessage((int)LogEventId.DropsChanged, LogLevel.Information, "{Line}", EventName = nameof(LogEventId.DropsChanged))]
    public static partial void DropsChanged(ILogger log, string line);

    [LoggerMessage((int)LogEventId.TickLate, LogLevel.Information, "{Line}", EventName = nameof(LogEventId.TickLate))]
    public static partial void TickLate(ILogger log, string line);

    [LoggerMessage((int)LogEventId.PlayerEventsSkipped, LogLevel.Information, "{Count} more events of players were not written, there were too many", EventName = nameof(LogEventId.PlayerEventsSkipped))]
    public static partial void EventsSkipped(ILogger log, long count);

    [LoggerMessage((int)LogEventId.PlayerEventsLost, LogLevel.Warning, "shard {Shard} had to drop {Count} events of players", EventName = nameof(LogEventId.PlayerEventsLost))]
    public static partial void EventsLost(ILogger log, int shard, long count);

    /// <summary>The disk, or the store of players' records, changed its state.</summary>
    public static void Changed(ILogger log, LogEventId id, OperatorNote note) =>
        log.Log(note.Code == ErrorCode.None ? LogLevel.Information : LogLevel.Warning, new EventId((int)id, id.ToString()), note, null, (its, _) => its.Line);
}
