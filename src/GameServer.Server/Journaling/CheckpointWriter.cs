using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using GameServer.Core;
using GameServer.Persistence;

namespace GameServer.Server;

/// <summary>
/// The disk's end of a shard's checkpoints: whoever owns a thread calls <see cref="Drain"/>. A checkpoint is stored only when the log it includes is durable, so that the log never
/// ends before a checkpoint; and of the log, whatever the second newest checkpoint of every room includes is dropped.
/// </summary>
public sealed class CheckpointWriter
{
    private const long RetryNs = Timestamp.NanosecondsPerSecond;

    private readonly CheckpointStore _store;
    private readonly JournalWriter _log;
    private readonly CheckpointQueue _queue;
    private readonly JournalIdentity _identity;
    private readonly Lock _gate = new();
    private readonly Dictionary<RoomId, Kept> _kept = [];   // whoever opens and closes rooms is another thread
    private Timestamp _retryAt;
    private ulong _droppedUpTo;

    /// <summary>A writer for the checkpoints of one shard.</summary>
    /// <param name="store">Where they go.</param>
    /// <param name="log">The writer of the same shard's log.</param>
    /// <param name="queue">Where they come from.</param>
    /// <param name="identity">Who writes.</param>
    /// <param name="rooms">All rooms of the shard; 0 for the key of one that begins now.</param>
    public CheckpointWriter(CheckpointStore store, JournalWriter log, CheckpointQueue queue, JournalIdentity identity, IEnumerable<(RoomId Room, ulong Key)> rooms)
    {
        _store = store;
        _log = log;
        _queue = queue;
        _identity = identity;
        foreach ((RoomId room, ulong key) in rooms) _kept[room] = new Kept(key, default, default);
    }

    /// <summary>Checkpoints stored since the start. Safe to read from any thread.</summary>
    public long StoredCount { get; private set; }

    /// <summary>Their bytes.</summary>
    public long StoredBytes { get; private set; }

    /// <summary>Checkpoints that could not be stored.</summary>
    public long FailureCount { get; private set; }

    /// <summary>Whether the last one could be stored.</summary>
    public JournalHealth Health { get; private set; }

    /// <summary>Why the last one that failed did; empty while none has.</summary>
    public string FailureText { get; private set; } = "";

    /// <summary>A room will be opened: the log is kept from here on until it has two checkpoints. From any thread.</summary>
    public void Add(PreparedRoom room)
    {
        lock (_gate) _kept.Add(room.Id, new Kept(room.Room.Simulation.Key, default, default));
    }

    /// <summary>A room is gone: its checkpoints are deleted, and its part of the log may be. From any thread, after the shard has let go of it.</summary>
    /// <returns>The room's key in <see cref="EffectId.Room"/>; null for a room that is not known, or that ended before its first checkpoint.</returns>
    /// <exception cref="IOException">The disk failed; the next start deletes what is left.</exception>
    public ulong? Remove(RoomId room)
    {
        lock (_gate)
        {
            if (!_kept.Remove(room, out Kept kept)) return null;
            _store.Forget(room);
            return kept.Key == 0 ? null : kept.Key;
        }
    }

    /// <summary>Up to which tick no recovery runs a room again: what the older of its two checkpoints includes. Rooms without two are left out. From any thread.</summary>
    public IReadOnlyList<LedgerCut> Settled()
    {
        lock (_gate) return [.. _kept.Values.Where(kept => !kept.Older.Tick.IsNone).Select(kept => new LedgerCut(kept.Key, kept.Older.Tick))];
    }

    /// <summary>Stores what is ready. Returns at once when there is nothing to do.</summary>
    public void Drain(Timestamp now)
    {
        if (Health == JournalHealth.Failing && now.CompareTo(_retryAt) < 0) return;
        while (_queue.TryTakeReady(_log.DurableSequence, out PendingCheckpoint? checkpoint))
        {
            bool stored = TryStore(checkpoint);
            _queue.AddDone(checkpoint);
            if (stored) continue;
            _retryAt = now.Plus(RetryNs);
            return;
        }
    }

    /// <summary>Stores one checkpoint now; the log it includes must be durable.</summary>
    /// <returns>False when the disk failed; <see cref="FailureText"/> says how.</returns>
    public bool TryStore(PendingCheckpoint checkpoint)
    {
        lock (_gate)
        {
            return !_kept.ContainsKey(checkpoint.Room) || TryStoreKept(checkpoint);
        }
    }

    private bool TryStoreKept(PendingCheckpoint checkpoint)
    {
        try
        {
            _store.Write(new Checkpoint(checkpoint.Room, checkpoint.Capture.Tick, checkpoint.Sequence, _identity, checkpoint.Capture.StateHash, checkpoint.Capture.State));
            checkpoint.IsStored = true;
            Health = JournalHealth.Good;
            StoredCount++;
            StoredBytes += checkpoint.Capture.Length;
            _kept[checkpoint.Room] = new Kept(checkpoint.Owner!.Room.Simulation.Key, _kept[checkpoint.Room].Newer, new Included(checkpoint.Sequence, checkpoint.Capture.Tick));
            DropOldLog();
        }
        catch (IOException failure)
        {
            Health = JournalHealth.Failing;
            FailureText = failure.Message;
            FailureCount++;
        }

        return checkpoint.IsStored;
    }

    private void DropOldLog()
    {
        ulong needless = _kept.Values.Min(kept => kept.Older.Sequence);
        if (needless == _droppedUpTo) return;
        _log.DropUpTo(needless);
        _droppedUpTo = needless;
    }

    // What one checkpoint includes: the newest record of the log, the newest tick.
    private readonly record struct Included(ulong Sequence, Tick Tick);

    // A room's two checkpoints; those of a former process are not counted.
    private readonly record struct Kept(ulong Key, Included Older, Included Newer);
}
