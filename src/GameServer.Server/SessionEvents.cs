using System;
using System.Threading;
using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// What happened to a shard's players, on its way to whoever writes it down: a ring between two threads, the shard's, which never waits, and one that reads. When it is full the newest is dropped and
/// counted. What strangers can cause at will may fill half of it, so that a flood of theirs does not push out what happens to players.
/// </summary>
public sealed class SessionEvents
{
    /// <summary>A thousand players who join at once are three thousand events; the reader comes several times a second. 600 KiB.</summary>
    public const int Capacity = 4_096;

    private readonly SessionEvent[] _events = new SessionEvent[Capacity];
    private readonly long[] _droppedErrors = new long[ErrorCatalogue.All.Count];
    private long _written;   // by the shard's thread
    private long _read;      // by the reader

    /// <summary>Events that found no place since the start; the shard's thread writes it.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Errors that dropped events would have told of, since the start, in the order of <see cref="ErrorCatalogue.All"/>; the shard's thread writes them, any may look.</summary>
    public ReadOnlySpan<long> DroppedErrors => _droppedErrors;

    /// <summary>Events that wait to be read. From any thread.</summary>
    public int WaitingCount => (int)(Volatile.Read(ref _written) - Volatile.Read(ref _read));

    /// <summary>Takes the oldest events out.</summary>
    /// <param name="events">Where they go.</param>
    /// <returns>How many there were, as many as fit. One thread at a time.</returns>
    public int Read(Span<SessionEvent> events)
    {
        long read = _read;
        int count = (int)Math.Min(events.Length, Volatile.Read(ref _written) - read);
        for (int i = 0; i < count; i++)
        {
            ref SessionEvent slot = ref _events[(read + i) % Capacity];
            events[i] = slot;
            slot = default;   // or its strings would live until the ring comes round
        }

        Volatile.Write(ref _read, read + count);
        return count;
    }

    /// <summary>Adds an event; the shard's thread only.</summary>
    internal void Add(in SessionEvent happened)
    {
        int limit = happened.Kind <= SessionEventKind.Resynced ? Capacity / 2 : Capacity;
        if (_written - Volatile.Read(ref _read) >= limit)
        {
            DroppedCount++;
            int error = ErrorCatalogue.IndexOf(happened.Code());
            if (error >= 0) _droppedErrors[error]++;
            return;
        }

        ref SessionEvent slot = ref _events[_written % Capacity];
        slot = happened;
        slot.PlayerId ??= "";
        slot.PlayerName ??= "";
        slot.Text ??= "";
        Volatile.Write(ref _written, _written + 1);
    }
}
