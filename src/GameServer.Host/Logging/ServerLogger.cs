using System;
using System.Collections.Generic;
using GameServer.Core;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>One category's way into the log.</summary>
internal sealed class ServerLogger(ServerLog log, string category) : ILogger
{
    // What the web server tells of every request belongs in no game server's log.
    private readonly bool _isOurs = category.StartsWith("GameServer", StringComparison.Ordinal);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= log.Levels.Node && logLevel != LogLevel.None && (_isOurs || logLevel >= LogLevel.Warning);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        List<KeyValuePair<string, object?>> fields = LogFields.Of(state, out ErrorCode code);
        log.Errors.Count(code);   // whether or not anybody reads of it
        if (!IsEnabled(logLevel)) return;
        if (exception is not null) fields.Add(new("exception", exception.ToString()));
        if (!_isOurs) fields.Add(new("category", category));
        log.Write(new LogEntry { TimeUtc = log.UtcNow, Level = logLevel, Event = eventId, Message = formatter(state, exception), Code = code, Fields = fields });
    }
}
