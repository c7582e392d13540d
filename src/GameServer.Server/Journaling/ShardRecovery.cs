using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>
/// Brings back the rooms of a shard from its folder: each room's newest good checkpoint, then its log up to the last tick that was written. What cannot be brought back exactly is
/// refused, or with <see cref="RecoverMode.LatestCheckpoint"/> brought back as far as it can be trusted; never is a state resumed that no run of the room has had.
/// </summary>
public sealed class ShardRecovery
{
    /// <summary>Log held in memory at once, while rooms run it again.</summary>
    private const long ChunkBytes = 32 << 20;

    private readonly IJournalStorage _storage;
    private readonly JournalIdentity _identity;
    private readonly CheckpointStore _store;
    private readonly bool _isStrict;
    private readonly RoomRoster _roster;
    private readonly bool _isChanged;   // rooms were opened or closed since the shard first ran
    private readonly Dictionary<RoomId, RoomRecovery> _byId = [];
    private readonly RoomRecovery[] _rooms;
    private readonly List<string> _refusals = [];
    private readonly List<string> _notes = [];

    /// <summary>A recovery that has read nothing yet.</summary>
    /// <param name="storage">The shard's folder.</param>
    /// <param name="identity">Who starts.</param>
    /// <param name="game">As the operator names it.</param>
    /// <param name="newGame">Makes a room's game; called from the threads that <see cref="Run"/> is given.</param>
    /// <param name="options">The shard's.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <param name="mode">Not <see cref="RecoverMode.Discard"/>: who discards has nothing to recover.</param>
    public ShardRecovery(IJournalStorage storage, JournalIdentity identity, string game, Func<IGame> newGame, ShardOptions options, RecoverMode mode)
    {
        Check.That(mode != RecoverMode.Discard);
        _storage = storage;
        _identity = identity;
        _isStrict = mode == RecoverMode.Strict;
        _store = new CheckpointStore(storage);
        GameSchema schema = newGame().Schema;
        RoomRoster? stored = ReadRoster(storage);
        _isChanged = stored is not null;
        _roster = stored ?? RoomRoster.Of(options);
        if (_roster.DifferenceTo(options) is { } difference) _refusals.Add(difference);
        foreach (RoomId id in _roster.All) _byId.Add(id, new RoomRecovery(id, _store, newGame, RoomOrigin.Of(id, game, schema, options)));

        _rooms = [.. _byId.Values];
    }

    private RoomRoster? ReadRoster(IJournalStorage storage)
    {
        try
        {
            return RoomRoster.Read(storage);
        }
        catch (InvalidDataException damaged)
        {
            _refusals.Add(damaged.Message);
            return null;
        }
    }

    /// <summary>Recovers everything. When the report refuses, nothing on the disk was changed.</summary>
    /// <param name="forEach">Calls a body with 0 to a count − 1, on as many threads as there are.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public RecoveryReport Run(Action<int, Action<int>> forEach)
    {
        foreach (RoomId stranger in _store.Rooms().Where(room => !_byId.ContainsKey(room) && !IsClosed(room))) RefuseStranger(stranger);
        if (_refusals.Count > 0) return Report(1);
        forEach(_rooms.Length, index => _rooms[index].LoadCheckpoint());
        using JournalScan scan = new(_storage);
        ReadLog(scan, forEach);
        Judge(scan);
        if (_refusals.Count > 0) return Report(1);
        return Report(Settle(scan));
    }

    private ulong NewestCheckpoint => _rooms.Max(room => room.CheckpointSequence);

    private bool IsClosed(RoomId room) => _isChanged && room.Value < _roster.NextRoomId;

    private void RefuseStranger(RoomId room) => _refusals.Add($"room {room} is stored here and this shard has rooms {_rooms[0].Id} to {_rooms[^1].Id}: start with the number of rooms and shards it ran with.");

    private void ReadLog(JournalScan scan, Action<int, Action<int>> forEach)
    {
        long pending = 0;
        HashSet<RoomId> strangers = [];
        while (scan.TryRead(out JournalRecord record))
        {
            if (!_byId.TryGetValue(record.Room, out RoomRecovery? room))
            {
                if (strangers.Add(record.Room) && !IsClosed(record.Room)) RefuseStranger(record.Room);
                continue;
            }

            pending -= room.PendingBytes;
            room.Add(record, scan.Identity.Build != _identity.Build);
            pending += room.PendingBytes;
            if (pending < ChunkBytes) continue;
            forEach(_rooms.Length, index => _rooms[index].Replay());
            pending = 0;
        }

        forEach(_rooms.Length, index => _rooms[index].Replay());
    }

    private void Judge(JournalScan scan)
    {
        foreach (RoomRecovery room in _rooms) JudgeRoom(room);
        if (scan.End == JournalEnd.TornTail) _notes.Add($"the log ends within a record, as after a crash; what comes before holds. {scan.EndText}.");
        bool isShort = NewestCheckpoint > scan.LastSequence && scan.SegmentCount > 0;
        bool isWhole = scan.End is JournalEnd.Clean or JournalEnd.TornTail;
        if (isWhole && !isShort) return;
        string damage = isWhole
            ? $"the log ends with record {scan.LastSequence}, and a checkpoint includes record {NewestCheckpoint}: the disk lost what it had promised."
            : $"the log is {Word(scan.End)}: {scan.EndText}.";
        if (_isStrict) _refusals.Add(damage);
        else _notes.Add($"{damage} Rooms go on from what is before it, or from a later checkpoint.");
    }

    private void JudgeRoom(RoomRecovery room)
    {
        _notes.AddRange(room.Notes.Select(note => $"room {room.Id}: {note}."));
        if (room.Stopped is null) return;
        double seconds = room.TicksLeft / (double)Math.Max(1, room.TickRateHz);
        string found = $"room {room.Id}: {room.Stopped}";
        if (room.IsSerious && _isStrict)
        {
            _refusals.Add(room.Room is null ? $"{found}." : $"{found}. It could go on from tick {room.CheckpointTick}; {room.TicksLeft} ticks ({seconds:0.0} s) cannot be run again.");
            return;
        }

        if (!room.TryFallBack()) _refusals.Add($"{found}, and nothing of it can be loaded.");
        else _notes.Add($"{found}. It goes on from tick {room.Room?.Tick ?? Tick.None}; {room.TicksLeft} ticks ({seconds:0.0} s) are gone.");
    }

    /// <returns>Number of the next record.</returns>
    private ulong Settle(JournalScan scan)
    {
        ulong newest = Math.Max(scan.LastSequence, NewestCheckpoint);
        bool isCut = scan.End is not (JournalEnd.Clean or JournalEnd.TornTail) || newest > scan.LastSequence;
        foreach (RoomRecovery room in _rooms)
        {
            if (room.Room is not { Tick.IsNone: false } || (!isCut && room.Stopped is null)) continue;
            room.BeginAnotherLife();
            Keep(room.Id, room.Room, room.Origin, newest);
        }

        foreach (RoomId closed in _store.Rooms().Where(room => !_byId.ContainsKey(room))) _store.Forget(closed);   // a crash came before that was done
        if (isCut) scan.SetAside();
        else scan.Settle();
        return newest + 1;
    }

    // What the log says of the room from here on follows this state and no other.
    private void Keep(RoomId id, RoomSimulation room, RoomOrigin origin, ulong sequence)
    {
        RoomCapture capture = new();
        capture.Begin(room, (origin with { Content = RoomOrigin.ContentOf(room) }).Encode());
        capture.Finish(room);
        _store.SetAsideAfter(id, room.Tick);
        _store.Write(new Checkpoint(id, room.Tick, sequence, _identity, capture.StateHash, capture.State));
    }

    private RecoveryReport Report(ulong nextSequence) => new()
    {
        Refusals = _refusals,
        Notes = _notes,
        Rooms = _rooms.Where(room => room.Room is not null).ToDictionary(room => room.Id, room => room.Room!),
        Replayed = _rooms.Where(room => room.TicksReplayed > 0).Select(room => room.Id).ToHashSet(),
        Roster = _roster,
        NextSequence = nextSequence,
        TicksReplayed = _rooms.Sum(room => room.TicksReplayed),
        HashesAgreed = _rooms.Sum(room => room.HashesAgreed),
        SeatsKept = _rooms.Sum(room => room.Room?.PlayerCount ?? 0),
    };

    private static string Word(JournalEnd end) => end switch
    {
        JournalEnd.Damaged => "damaged before its end",
        JournalEnd.MissingSegment => "incomplete",
        _ => "unreadable",
    };
}
