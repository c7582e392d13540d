using System;
using System.Buffers;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using GameServer.Core;
using GameServer.Host.Metrics;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>
/// The process's log: lines on standard output for people or programs, and the newest entries in memory for those who ask over the network. Behind the usual <see cref="ILogger"/>, so that the web server's complaints land in it
/// too. Never called by a shard's thread, which leaves events instead: whoever reads our output may stall it.
/// </summary>
internal sealed class ServerLog : ILoggerProvider
{
    private readonly TextWriter _output;
    private readonly LogFormat _format;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _json = new(1024);

    public ServerLog(TextWriter output, LogFormat format, LogLevel level, TimeProvider time)
    {
        _output = output;
        _format = format;
        _time = time;
        Levels = new LogLevels(level, time);
        Node = new ServerLogger(this, "GameServer");
    }

    /// <summary>What is logged at all.</summary>
    public LogLevels Levels { get; }

    /// <summary>The newest entries.</summary>
    public LogRing Ring { get; } = new();

    /// <summary>What happened to each player.</summary>
    public PlayerTimelines Timelines { get; } = new();

    /// <summary>Errors by code, of the log and of all who count here.</summary>
    public ErrorTally Errors { get; } = new();

    /// <summary>For what the node has to say itself.</summary>
    public ILogger Node { get; }

    public ILogger CreateLogger(string categoryName) => new ServerLogger(this, categoryName);

    /// <summary>Says what must be heard whatever is logged: others wait for these lines, word for word.</summary>
    public void Say(LogEventId id, string message) =>
        Write(new LogEntry { TimeUtc = UtcNow, Level = LogLevel.Information, Event = new EventId((int)id, id.ToString()), Message = message });

    /// <summary>Now, for entries.</summary>
    public DateTime UtcNow => _time.GetUtcNow().UtcDateTime;

    /// <summary>Keeps an entry and writes its line.</summary>
    public void Write(LogEntry entry)
    {
        entry = Ring.Add(entry);
        lock (_gate)
        {
            if (_format == LogFormat.Json) WriteJson(entry);
            else _output.WriteLine(TextOf(entry));
        }
    }

    public void Dispose()
    {
        // Output and memory belong to the process.
    }

    private static string TextOf(LogEntry entry)
    {
        string gravity = entry.Level switch { LogLevel.Warning => "warning: ", LogLevel.Error or LogLevel.Critical => "error: ", _ => "" };
        string code = entry.Code == ErrorCode.None ? "" : ErrorCatalogue.TextOf(entry.Code) + " ";
        return gravity + code + Printable(entry.Message);
    }

    // Names and texts of strangers are in it: none of them may end a line and begin one of ours, or speak to a terminal.
    private static string Printable(string message)
    {
        if (!message.Any(char.IsControl)) return message;
        return string.Create(message.Length, message, (line, from) =>
        {
            for (int i = 0; i < line.Length; i++) line[i] = char.IsControl(from[i]) ? '\uFFFD' : from[i];
        });
    }

    private void WriteJson(LogEntry entry)
    {
        _json.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_json)) entry.WriteJson(json);
        _output.WriteLine(Encoding.UTF8.GetString(_json.WrittenSpan));
    }
}
