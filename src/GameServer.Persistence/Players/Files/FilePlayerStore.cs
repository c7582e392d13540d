using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// Player records in a folder of their own, without a server: all of them in memory, every change in a log that is flushed once per batch before it is reported, and a
/// snapshot of everything now and then so that the log stays short. Log and snapshots are those of a room, <see cref="JournalWriter"/> and <see cref="CheckpointStore"/>.
/// For one process, and for as many players as fit its memory: 10,000 with 4 KiB each are some 50 MB. A fleet takes PostgreSQL.
/// </summary>
public sealed class FilePlayerStore : IPlayerStore
{
    /// <summary>Two of the largest commits there can be, records being refused whole.</summary>
    private const int QueueBytes = 4 << 20;

    // One log, one room's worth of snapshots: a store's folder holds nothing else.
    private static readonly RoomId s_players = new(0);
    private static readonly JournalIdentity s_identity = new(Build: 0x504C_4159_4552_5331, PlayerFormat.Version, Shard: 0);   // "PLAYERS1"

    private readonly Lock _gate = new();
    private readonly IJournalStorage _storage;
    private readonly CheckpointStore _snapshots;
    private readonly JournalOptions _journalOptions;
    private readonly int _logBytesMin;
    private readonly Dictionary<string, PlayerEntry> _players = new(StringComparer.Ordinal);
    private JournalQueue? _queue;
    private JournalWriter? _log;
    private Timestamp _now;
    private Tick _snapshotNumber;
    private ulong _snapshotSequence;     // newest log record in the newest snapshot
    private long _snapshotBytes;
    private long _logStartBytes;

    /// <summary>A store on a disk, to be opened.</summary>
    public FilePlayerStore(IJournalStorage storage, FilePlayerStoreOptions options)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        _storage = storage;
        _snapshots = new CheckpointStore(storage);
        _logBytesMin = options.LogBytes;
        _journalOptions = new JournalOptions { Durability = Durability.Sync, SegmentBytes = Math.Max(options.LogBytes / 4, 4_096), QueueBytes = QueueBytes };
    }

    /// <summary>Players held.</summary>
    public int PlayerCount => _players.Count;

    /// <summary>Bytes written into the log since the start.</summary>
    public long LogBytes => _queue?.AppendedBytes ?? 0;

    /// <summary>Bytes written into snapshots since the start.</summary>
    public long SnapshotBytesWritten { get; private set; }

    /// <summary>Snapshots that failed since the start; the log grows on until one succeeds.</summary>
    public long SnapshotFailureCount { get; private set; }

    /// <inheritdoc/>
    public ValueTask OpenAsync(CancellationToken stop)
    {
        lock (_gate)
        {
            Check.That(_log is null);
            try
            {
                ulong last = Recover();
                _queue = new JournalQueue(QueueBytes, last + 1);
                _log = new JournalWriter(_storage, _queue, s_identity, _journalOptions);
            }
            catch (EndOfStreamException failure)
            {
                throw Damaged("a record cannot be read", failure);
            }
            catch (IOException failure)
            {
                throw new PlayerStoreException($"player records: {failure.Message}", isTransient: true, failure);
            }
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PlayerFound>> LoadAsync(IReadOnlyList<PlayerLookup> players, CancellationToken stop)
    {
        lock (_gate)
        {
            // What is not durable yet may be gone tomorrow: nobody is to build on it.
            MakeDurable(stop);
            return new ValueTask<IReadOnlyList<PlayerFound>>([.. players.Select(Find)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<PlayerCommit> commits, CancellationToken stop)
    {
        PlayerCommit.Verify(commits);
        lock (_gate)
        {
            MakeDurable(stop);
            CommitOutcome[] outcomes = new CommitOutcome[commits.Count];
            for (int i = 0; i < outcomes.Length; i++) outcomes[i] = Commit(commits[i], stop);
            MakeDurable(stop);
            SnapshotIfDue();
            return new ValueTask<IReadOnlyList<CommitOutcome>>(outcomes);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PlayerEffect>> ReadLedgerAsync(string player, CancellationToken stop)
    {
        lock (_gate)
        {
            MakeDurable(stop);
            return new ValueTask<IReadOnlyList<PlayerEffect>>([.. EntryOf(player).Ledger]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> ForgetAsync(IReadOnlyList<LedgerCut> cuts, CancellationToken stop)
    {
        lock (_gate)
        {
            MakeDurable(stop);
            foreach (LedgerCut cut in cuts) Append(PlayerFormat.ForgetKind, PlayerFormat.Encode(cut), stop);
            long dropped = Forget(cuts);
            MakeDurable(stop);
            SnapshotIfDue();
            return new ValueTask<long>(dropped);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate) _log?.Dispose();
        return default;
    }

    private static PlayerStoreException Damaged(string what, Exception? cause = null) =>
        new($"player records are damaged: {what}. Nothing was changed; restore the folder from a copy, or remove what is broken.", isTransient: false, cause);

    /// <returns>Number of the newest record of the log.</returns>
    private ulong Recover()
    {
        _players.Clear();
        _snapshots.Forget(new RoomId(s_players.Value + 1));   // no such room: only what a crash left unfinished goes
        List<string> problems = [];
        foreach (Checkpoint snapshot in _snapshots.Read(s_players, problems))
        {
            if (snapshot.Identity.Schema > PlayerFormat.Version) throw Newer(snapshot.Identity.Schema);
            foreach (PlayerEntry player in PlayerFormat.DecodeSnapshot(snapshot.State.ToArray())) _players.Add(player.Player, player);
            _snapshotNumber = snapshot.Tick;
            _snapshotSequence = snapshot.Sequence;
            _snapshotBytes = snapshot.State.Length;
            break;
        }

        return ReplayLog(problems);
    }

    private ulong ReplayLog(List<string> problems)
    {
        ulong last = _snapshotSequence;
        using JournalScan scan = new(_storage);
        while (scan.TryRead(out JournalRecord record))
        {
            if (scan.Identity.Schema > PlayerFormat.Version) throw Newer(scan.Identity.Schema);
            if (record.Sequence <= last) continue;
            if (record.Sequence != last + 1) throw Damaged($"changes {last + 1} to {record.Sequence - 1} are missing; {string.Join(", ", problems)}");
            Replay(record);
            last = record.Sequence;
        }

        if (scan.End is not (JournalEnd.Clean or JournalEnd.TornTail)) throw Damaged(scan.EndText);
        if (last == 0 && problems.Count > 0) throw Damaged(string.Join(", ", problems));
        if (scan.LastSequence == last || scan.SegmentCount == 0) scan.Settle();
        else DropLog();
        return last;
    }

    private static PlayerStoreException Newer(ulong version) =>
        new($"player records are of format {version}, this build knows {PlayerFormat.Version}", isTransient: false);

    // The snapshot is newer than all of the log: a disk that lied took the log's end. What is numbered on from the snapshot must not seem to follow with a gap.
    private void DropLog()
    {
        foreach (string name in _storage.List())
        {
            if (JournalFormat.TryParseName(name, out _)) _storage.Delete(name);
        }

        _storage.SyncNames();
    }

    private void Replay(in JournalRecord record)
    {
        if (record.Kind == PlayerFormat.ForgetKind)
        {
            Forget([PlayerFormat.DecodeCut(record.Payload.ToArray())]);
            return;
        }

        if (record.Kind != PlayerFormat.CommitKind) throw Damaged($"change {record.Sequence} is of unknown kind {record.Kind}");
        PlayerCommit change = PlayerFormat.DecodeCommit(record.Payload.ToArray());
        OwnedEntryOf(change.Player).Apply(change);
    }

    private PlayerFound Find(PlayerLookup lookup)
    {
        PlayerEntry entry = EntryOf(lookup.Player);
        return new PlayerFound(entry.Record, [.. lookup.Asked.Select(entry.Knows)]);
    }

    private PlayerEntry EntryOf(string player)
    {
        PlayerIds.Verify(player);
        return _players.TryGetValue(player, out PlayerEntry? entry) ? entry : new PlayerEntry(player);
    }

    private PlayerEntry OwnedEntryOf(string player)
    {
        if (!_players.TryGetValue(player, out PlayerEntry? entry)) _players.Add(player, entry = new PlayerEntry(player));
        return entry;
    }

    private CommitOutcome Commit(PlayerCommit commit, CancellationToken stop)
    {
        PlayerEntry entry = EntryOf(commit.Player);
        CommitResult result = entry.Judge(commit, out PlayerCommit change);
        if (result != CommitResult.Stored) return new CommitOutcome(result, entry.Version, 0);
        Append(PlayerFormat.CommitKind, PlayerFormat.Encode(change), stop);
        entry = OwnedEntryOf(commit.Player);
        entry.Apply(change);
        return new CommitOutcome(result, entry.Version, change.Effects.Count);
    }

    private void Append(byte kind, byte[] payload, CancellationToken stop)
    {
        if (_queue!.TryAppend(s_players, _snapshotNumber.Next, kind, payload) != 0) return;
        MakeDurable(stop);   // a batch beyond the queue's memory goes in several pieces
        Check.That(_queue.TryAppend(s_players, _snapshotNumber.Next, kind, payload) != 0);
    }

    /// <exception cref="PlayerStoreException">The disk would not; the changes are kept, and tried again first thing at the next call.</exception>
    private void MakeDurable(CancellationToken stop)
    {
        if (_log is null || _queue is null) throw new InvalidOperationException("The store has not been opened.");
        stop.ThrowIfCancellationRequested();
        _queue.Publish();
        if (IsDurable) return;

        // Whoever calls waits between attempts as they see fit: to the log, every call is late enough to try again.
        _now = _now.Plus(Timestamp.NanosecondsPerSecond);
        _log.Drain(_now);
        if (!IsDurable) throw new PlayerStoreException($"player records: {_log.FailureText}", isTransient: true);
    }

    private bool IsDurable => _log!.DurableSequence == _queue!.NextSequence - 1;

    private void SnapshotIfDue()
    {
        if (_queue!.AppendedBytes - _logStartBytes < Math.Max(_logBytesMin, _snapshotBytes)) return;
        try
        {
            byte[] state = PlayerFormat.Encode(_players.Values);
            _snapshots.Write(new Checkpoint(s_players, _snapshotNumber.Next, _log!.DurableSequence, s_identity, StateHash: 0, state));
            _log.DropUpTo(_snapshotSequence);   // the snapshot before this one stays, and the log from there
            _snapshotNumber = _snapshotNumber.Next;
            _snapshotSequence = _log.DurableSequence;
            _snapshotBytes = state.Length;
            SnapshotBytesWritten += state.Length;
        }
        catch (IOException)
        {
            SnapshotFailureCount++;   // the changes themselves are safe in the log
        }

        _logStartBytes = _queue.AppendedBytes;
    }

    private long Forget(IReadOnlyList<LedgerCut> cuts)
    {
        Dictionary<ulong, Tick> byRoom = cuts.ToDictionary(cut => cut.Room, cut => cut.Through);
        return _players.Values.Sum(player => (long)player.Forget(byRoom));
    }
}
