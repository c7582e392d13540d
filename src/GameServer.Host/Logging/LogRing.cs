using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>
/// The newest entries of the log in memory, for those who ask over the network: no file needs to be read for it, and none to be kept. When it is full the newest replaces the oldest; who follows too slowly is told how many
/// were overtaken, and holds nobody up.
/// </summary>
/// <param name="capacity">Entries it holds: some 400 bytes each.</param>
internal sealed class LogRing(int capacity = LogRing.CapacityUsual)
{
    public const int CapacityUsual = 10_000;

    private const int BatchMax = 256;

    private readonly LogEntry?[] _entries = new LogEntry[capacity];
    private readonly Lock _gate = new();
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isAwaited;
    private long _last;   // the newest entry's sequence

    /// <summary>Keeps an entry and gives it its number; from any thread.</summary>
    public LogEntry Add(LogEntry entry)
    {
        TaskCompletionSource? awaited = null;
        LogEntry kept;
        lock (_gate)
        {
            kept = entry with { Sequence = ++_last };
            _entries[_last % capacity] = kept;
            if (_isAwaited)
            {
                awaited = _added;
                _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _isAwaited = false;
            }
        }

        awaited?.TrySetResult();
        return kept;
    }

    /// <summary>The entries that there are, oldest first, and then, if they are to be followed, each new one as it comes until <paramref name="cancel"/>.</summary>
    public async IAsyncEnumerable<LogEntry> ReadAsync(LogFilter filter, bool follow, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        LogEntry[] batch = new LogEntry[BatchMax];
        long next = 1;
        while (true)
        {
            (int count, long missed, Task added) = Take(ref next, batch, follow);
            if (missed > 0) yield return Missed(missed);
            for (int i = 0; i < count; i++)
            {
                if (filter.Matches(batch[i])) yield return batch[i];
            }

            if (count > 0) continue;
            if (!follow) yield break;
            await added.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    // What was overwritten before the first look is old, not missed.
    private (int Count, long Missed, Task Added) Take(ref long next, LogEntry[] batch, bool follow)
    {
        lock (_gate)
        {
            long oldest = Math.Max(1, _last - capacity + 1);
            long missed = next > 1 ? Math.Max(0, oldest - next) : 0;
            next = Math.Max(next, oldest);
            int count = (int)Math.Min(batch.Length, _last - next + 1);
            for (int i = 0; i < count; i++) batch[i] = _entries[(next + i) % capacity]!;
            next += count;
            _isAwaited |= follow && count == 0;
            return (count, missed, _added.Task);
        }
    }

    private static LogEntry Missed(long count) => new()
    {
        TimeUtc = DateTime.UtcNow,
        Level = LogLevel.Warning,
        Event = new EventId((int)LogEventId.EntriesMissed, nameof(LogEventId.EntriesMissed)),
        Message = $"{count} entries were overtaken before they could be read",
        Fields = [new("count", count)],
    };
}
