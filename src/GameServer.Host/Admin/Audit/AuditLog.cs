using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;

namespace GameServer.Host.Admin;

/// <summary>
/// Who asked for what at the admin address, and what came of it. A change is written before it is tried and once more when it is done, so that a crash in between leaves a trace; what cannot be written is not
/// tried. Refused attempts are written too, as far as nobody can fill the disk with them. Safe to call from any thread.
/// </summary>
internal sealed class AuditLog : IDisposable
{
    /// <summary>Lines kept when there is no data folder.</summary>
    public const int LinesInMemory = 1_000;

    /// <summary>Entries that can be read at once.</summary>
    public const int ReadMax = 1_000;

    private const int RefusalsAtOnce = 30;
    private const int ArgumentLength = 256;

    private static readonly TimeSpan s_refusalPeriod = TimeSpan.FromSeconds(2);   // 43,200 a day at most, about 12 MB

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Lock _gate = new();
    private readonly AuditFiles? _files;
    private readonly Queue<string> _memory = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private double _refusals = RefusalsAtOnce;
    private TimeSpan _refilled;
    private long _lastId;
    private long _skipped;

    private AuditLog(AuditFiles? files, TimeProvider time)
    {
        _files = files;
        _time = time;
        _start = time.GetTimestamp();
        _lastId = Begun().FirstOrDefault()?.Id ?? 0;
    }

    /// <summary>Opens the log.</summary>
    /// <param name="folder">Where it is kept; null keeps the last lines in memory.</param>
    /// <param name="time">What the time is.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static AuditLog Open(string? folder, TimeProvider time) => new(folder is null ? null : new AuditFiles(folder), time);

    /// <summary>Opens a log of these files.</summary>
    internal static AuditLog OpenFiles(AuditFiles files, TimeProvider time) => new(files, time);

    /// <summary>Writes that somebody asks for a change, before it is tried.</summary>
    /// <returns>What <see cref="End"/> takes; null when it cannot be written, and must not be tried.</returns>
    public AuditEntry? Begin(AuditEntry asked)
    {
        lock (_gate)
        {
            AuditEntry entry = Complete(asked, AuditOutcome.Asked, "");
            return TryWrite(entry) ? entry : null;
        }
    }

    /// <summary>Writes what came of it.</summary>
    public void End(AuditEntry begun, AuditOutcome outcome, string code)
    {
        lock (_gate) TryWrite(begun with { Outcome = outcome, Code = code });
    }

    /// <summary>Writes that somebody asked for what was not even tried; counts it only, when there were too many in a short time.</summary>
    /// <returns>False when it was only counted.</returns>
    public bool Refused(AuditEntry asked, string code)
    {
        lock (_gate)
        {
            TimeSpan now = _time.GetElapsedTime(_start);
            _refusals = Math.Min(RefusalsAtOnce, _refusals + ((now - _refilled) / s_refusalPeriod));
            _refilled = now;
            if (_refusals < 1)
            {
                _skipped++;
                return false;
            }

            _refusals--;
            if (TryWrite(Complete(asked, AuditOutcome.Refused, code) with { Skipped = _skipped })) _skipped = 0;
            return true;
        }
    }

    /// <summary>The newest entries, newest first, each with what is known to have come of it.</summary>
    /// <param name="limit">At most so many, up to <see cref="ReadMax"/>.</param>
    /// <param name="before">Only entries with a smaller number; 0 for the newest.</param>
    public IReadOnlyList<AuditEntry> Read(int limit, long before = 0)
    {
        lock (_gate) return [.. Begun().Where(entry => before == 0 || entry.Id < before).Take(limit)];
    }

    public void Dispose() => _files?.Dispose();

    private AuditEntry Complete(AuditEntry asked, AuditOutcome outcome, string code) => asked with
    {
        Id = ++_lastId,
        Utc = _time.GetUtcNow().UtcDateTime,
        Outcome = outcome,
        Code = code,
        Operation = Cut(asked.Operation),
        Arguments = asked.Arguments.ToDictionary(pair => Cut(pair.Key), pair => Cut(pair.Value)),
    };

    private bool TryWrite(AuditEntry entry)
    {
        string line = JsonSerializer.Serialize(entry, s_json);
        if (_files is null)
        {
            _memory.Enqueue(line);
            if (_memory.Count > LinesInMemory) _memory.Dequeue();
            return true;
        }

        try
        {
            _files.Append(line);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Numbers are given and first lines written at once, so those are in order; last lines come whenever a change ends.
    private IEnumerable<AuditEntry> Begun()
    {
        Dictionary<long, AuditEntry> ends = [];
        foreach (AuditEntry entry in Entries())
        {
            if (entry.Outcome is AuditOutcome.Done or AuditOutcome.Failed) ends[entry.Id] = entry;
            else yield return ends.Remove(entry.Id, out AuditEntry? end) ? end : entry;
        }
    }

    private IEnumerable<AuditEntry> Entries() => (_files?.NewestFirst() ?? _memory.Reverse()).Select(Parse).OfType<AuditEntry>();

    private static AuditEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(line, s_json);
        }
        catch (JsonException)
        {
            return null;   // cut short by a crash
        }
    }

    private static string Cut(string text) => text.Length <= ArgumentLength ? text : text[..ArgumentLength] + "…";
}
