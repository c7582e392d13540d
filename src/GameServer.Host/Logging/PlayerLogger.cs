using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Server;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>
/// Where one event of a player goes: into the player's timeline, among the counted errors, and, if the level that holds for that player says so, into the log. Lines are limited, or ten thousand players who join at once would be ten
/// thousand lines at once; what was asked for of a single player is not.
/// </summary>
internal sealed class PlayerLogger(ServerLog log) : ILogger
{
    /// <summary>Lines about players in a second.</summary>
    public const int LinesPerSecond = 200;

    private SessionEvent _happened;
    private ErrorCode _code;
    private int _shard;
    private long _second;
    private int _lines;
    private long _skipped;

    /// <summary>What the next message is about.</summary>
    public void Begin(int shard, in SessionEvent happened, ErrorCode code)
    {
        _shard = shard;
        _happened = happened;
        _code = code;
    }

    /// <summary>How many lines the limit cost since the last call.</summary>
    public long TakeSkipped()
    {
        long skipped = _skipped;
        _skipped = 0;
        return skipped;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    // Timelines take everything.
    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string message = formatter(state, exception);
        log.Errors.Count(_code);
        Remember(message);
        LogLevel own = log.Levels.For(_happened.PlayerId);
        if (logLevel < own || own == LogLevel.None) return;
        bool isAskedFor = own < log.Levels.Node;
        if (!isAskedFor && !MayWrite()) _skipped++;
        else log.Write(EntryOf(logLevel, eventId, message, LogFields.Of(state, out _)));
    }

    private void Remember(string message)
    {
        if (_happened.PlayerId.Length == 0) return;
        TimelineEntry entry = new(
            TimeUtc, _happened.Kind, message, _code, _happened.PlayerName, _shard, _happened.Room, _happened.Seat, TickOf(_happened), _happened.Session, AddressOf(_happened), _happened.Number, _happened.Text);
        log.Timelines.Add(_happened.PlayerId, entry, begins: _happened.Session != 0);
    }

    private LogEntry EntryOf(LogLevel level, EventId id, string message, List<KeyValuePair<string, object?>> fields)
    {
        fields.Add(new("shard", _shard));
        if (TickOf(_happened) is { } tick) fields.Add(new("tick", tick));
        if (_happened.Session != 0) fields.Add(new("session", _happened.Session.ToString("x16", null)));   // as text: it has more digits than a double
        return new LogEntry
        {
            TimeUtc = TimeUtc,
            Level = level,
            Event = id,
            Message = message,
            Code = _code,
            Player = _happened.PlayerId,
            PlayerName = _happened.PlayerName,
            Fields = fields,
        };
    }

    private bool MayWrite()
    {
        long second = _happened.At.Nanoseconds / Timestamp.NanosecondsPerSecond;
        if (second != _second) _lines = 0;
        _second = second;
        return _lines++ < LinesPerSecond;
    }

    private DateTime TimeUtc => new(_happened.At.UtcTicks, DateTimeKind.Utc);

    private static uint? TickOf(in SessionEvent happened) => happened.Room == SessionEvent.None ? null : happened.Tick.Value;

    /// <summary>The connection's address; empty when there is none.</summary>
    public static string AddressOf(in SessionEvent happened) => happened.Endpoint == default ? "" : happened.Endpoint.ToString();
}
