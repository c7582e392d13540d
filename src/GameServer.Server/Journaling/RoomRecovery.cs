using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>
/// One room on its way back: its newest checkpoint that can be loaded, then its log. Each room is recovered by itself, so that threads may take one each.
/// </summary>
public sealed class RoomRecovery
{
    private readonly CheckpointStore _store;
    private readonly Func<IGame> _newGame;
    private readonly RoomOrigin _expected;
    private readonly List<PendingRecord> _pending = [];
    private readonly MemoryStream _pendingBytes = new();
    private readonly MemoryStream _parts = new();
    private readonly Dictionary<ulong, ContentSet> _contents = [];
    private TickDecoder? _decoder;
    private RoomOrigin? _origin;
    private bool _isBroken;   // the state is not to be trusted

    /// <summary>A room of which nothing was read yet.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="store">Where its checkpoints are.</param>
    /// <param name="newGame">Makes its game.</param>
    /// <param name="expected">What the room would be if it began now.</param>
    public RoomRecovery(RoomId id, CheckpointStore store, Func<IGame> newGame, RoomOrigin expected)
    {
        Id = id;
        _store = store;
        _newGame = newGame;
        _expected = expected;
    }

    /// <summary>The room's number.</summary>
    public RoomId Id { get; }

    /// <summary>The room as far as it has come; null while nothing is known of it.</summary>
    public RoomSimulation? Room => _decoder?.Room;

    /// <summary>What the room is a function of besides its log.</summary>
    internal RoomOrigin Origin => _origin ?? _expected;

    internal int TickRateHz => Origin.TickRateHz;

    /// <summary>The checkpoint it started from; <see cref="Tick.None"/> for the room's beginning.</summary>
    public Tick CheckpointTick { get; private set; }

    /// <summary>Newest log record that the checkpoint includes.</summary>
    public ulong CheckpointSequence { get; private set; }

    /// <summary>Ticks that were run again.</summary>
    public long TicksReplayed { get; private set; }

    /// <summary>State hashes of the log that agreed.</summary>
    public long HashesAgreed { get; private set; }

    /// <summary>Ticks of the log that were not run, because of <see cref="Stopped"/>.</summary>
    public long TicksLeft { get; private set; }

    /// <summary>Why the log was not followed to its end; null when it was.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Whether what stopped it takes something from players that they were promised: then the operator has to decide.</summary>
    public bool IsSerious { get; private set; }

    /// <summary>Worth telling, but harmless.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Called with each tick that was run again.</summary>
    public Action<RoomSimulation, ReplayOutcome>? Replayed { get; set; }

    /// <summary>The last tick to run; later ones are left alone.</summary>
    public Tick Until { get; init; } = new(uint.MaxValue);

    /// <summary>Bytes of log that wait for <see cref="Replay"/>.</summary>
    public long PendingBytes => _pendingBytes.Length;

    /// <summary>The room starts from its newest checkpoint that is not of a later tick; from its beginning if there is none.</summary>
    public Tick StartsBy { get; init; } = new(uint.MaxValue);

    /// <summary>Loads the newest checkpoint that is whole and can be loaded, and is not of a later tick than <see cref="StartsBy"/>.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void LoadCheckpoint()
    {
        _decoder = null;
        _isBroken = false;
        Notes.Clear();
        string? refused = null;
        foreach (Checkpoint checkpoint in _store.Read(Id, Notes))
        {
            if (checkpoint.Tick > StartsBy) continue;
            if (TryLoad(checkpoint, out string problem))
            {
                CheckpointTick = checkpoint.Tick;
                CheckpointSequence = checkpoint.Sequence;
                if (refused is not null) Notes.Add($"{refused}; an older one is used");
                return;
            }

            refused ??= $"the checkpoint of tick {checkpoint.Tick} cannot be loaded: {problem}";
        }

        if (refused is not null) Stop(refused, isSerious: true);
    }

    /// <summary>Keeps a record of the room's log for <see cref="Replay"/>.</summary>
    /// <param name="record">Of this room.</param>
    /// <param name="isForeign">Written by another build.</param>
    public void Add(in JournalRecord record, bool isForeign)
    {
        if (record.Sequence <= CheckpointSequence) return;
        _pending.Add(new PendingRecord((RecordKind)record.Kind, record.Tick, isForeign, (int)_pendingBytes.Length, record.Payload.Length));
        _pendingBytes.Write(record.Payload);
    }

    /// <summary>Runs again what was kept.</summary>
    public void Replay()
    {
        ReadOnlySpan<byte> bytes = _pendingBytes.GetBuffer();
        if (Mutations.Has(Mutation.RecoverTooLittle) && _pending.Count > 1) _pending.RemoveAt(_pending.Count - 1);
        foreach (PendingRecord record in _pending) Follow(record, bytes.Slice(record.Start, record.Length));
        _pending.Clear();
        _pendingBytes.SetLength(0);
    }

    /// <summary>Gives up what cannot be trusted, for the newest checkpoint.</summary>
    /// <returns>False when there is none that can be loaded, and somebody was promised something.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    internal bool TryFallBack()
    {
        if (_isBroken)
        {
            LoadCheckpoint();
            TicksLeft += TicksReplayed;
        }

        return Room is not null || !IsSerious;
    }

    /// <summary>
    /// Begins another life: ticks that players were told of will be run anew and differently, and what they promise must not be taken for what the first ones did.
    /// </summary>
    internal void BeginAnotherLife()
    {
        Check.That(Room is not null);
        Room.Key = _expected.Key;
        _origin = Origin with { Key = _expected.Key };
    }

    private bool TryLoad(in Checkpoint checkpoint, out string problem)
    {
        if (!RoomOrigin.TryDecode(checkpoint.State.Span, out RoomOrigin? origin, out int length))
        {
            problem = "it was written by another version of the server";
            return false;
        }

        problem = origin!.DifferenceTo(_expected) ?? "";
        if (problem.Length > 0) return false;
        RoomSimulation room = origin.NewRoom(_newGame());
        problem = $"it plays by content {origin.Content:x16}, which is not stored beside it, or not possible in this build";
        if (!TryBeginWithContent(room, origin.Content)) return false;
        problem = "its bytes are no such room";
        if (!RoomCapture.TryRestore(room, checkpoint.State.Span[length..])) return false;
        problem = "its state hash is another";
        if (room.StateHash != checkpoint.StateHash || room.Tick != checkpoint.Tick) return false;
        _origin = origin;
        _decoder = NewDecoder(room);
        return true;
    }

    private TickDecoder NewDecoder(RoomSimulation room) => new(room, version => FindContent(room.Game, version));

    private bool TryBeginWithContent(RoomSimulation room, ulong version)
    {
        if (version == 0) return true;
        if (FindContent(room.Game, version) is not { } content) return false;
        room.BeginWith(content);
        return true;
    }

    private ContentSet? FindContent(IGame game, ulong version)
    {
        if (game.Content is not { } declared) return null;
        if (version == declared.Defaults.Hash) return declared.Defaults;
        if (_contents.TryGetValue(version, out ContentSet? known)) return known;
        if (!_store.Contents.TryRead(version, out ContentDocument? document) || !declared.TryBind(document, out ContentSet? content, out _)) return null;
        _contents.Add(version, content);
        return content;
    }

    private void Follow(in PendingRecord record, ReadOnlySpan<byte> payload)
    {
        switch (record.Kind)
        {
            case RecordKind.Began:
                FollowBeginning(payload);
                break;
            case RecordKind.TickPart:
                _parts.Write(payload);
                break;
            case RecordKind.Tick:
                FollowTick(record, payload);
                _parts.SetLength(0);
                break;
            case RecordKind.Resumed:
                FollowResumption(record, payload);
                _parts.SetLength(0);
                break;
            default:
                Stop($"a record of kind {(byte)record.Kind} is not known", isSerious: true);
                break;
        }
    }

    private void FollowBeginning(ReadOnlySpan<byte> payload)
    {
        _decoder = null;
        Stopped = null;
        IsSerious = false;
        if (!RoomOrigin.TryDecode(payload, out RoomOrigin? origin, out _)) Stop("its beginning was written by another version of the server", isSerious: true);
        else if (origin!.DifferenceTo(_expected) is { } difference) Stop($"it cannot be run: {difference}", isSerious: true);
        else _decoder = NewDecoder(origin.NewRoom(_newGame()));
        _origin = origin;
    }

    private void FollowTick(in PendingRecord record, ReadOnlySpan<byte> payload)
    {
        if (record.Tick > Until) return;
        if (Stopped is null) StopBefore(record);
        if (Stopped is not null)
        {
            TicksLeft++;
            return;
        }

        _parts.Write(payload);
        Run(_parts.GetBuffer().AsSpan(0, (int)_parts.Length));
    }

    private void StopBefore(in PendingRecord record)
    {
        if (Room is null) Stop($"its log begins with tick {record.Tick}, and there is no checkpoint", isSerious: true);
        else if (record.IsForeign) Stop($"the ticks from {record.Tick} on were simulated by another build", isSerious: true);
        else if (record.Tick != Room.Tick.Next) Stop($"its log goes from tick {Room.Tick} to tick {record.Tick}", isSerious: true);
    }

    private void Run(ReadOnlySpan<byte> tick)
    {
        Tick next = Room!.Tick.Next;
        ReplayOutcome outcome = _decoder!.Run(tick);
        if (_decoder.MissingContent != 0) Break($"tick {next} changes to content {_decoder.MissingContent:x16}, which is not stored beside the log, or not possible in this build");
        else if (outcome == ReplayOutcome.Malformed) Break($"what tick {next} consumed cannot be read");
        else if (outcome == ReplayOutcome.Diverged) Break($"tick {next}, run again, leads to another state than it did: the game is not a function of its log, or this machine computes differently");
        else TicksReplayed++;
        if (outcome == ReplayOutcome.Agreed) HashesAgreed++;
        Replayed?.Invoke(Room, outcome);
    }

    private void FollowResumption(in PendingRecord record, ReadOnlySpan<byte> payload)
    {
        bool follows = Room is not null && !_isBroken && Room.Tick == record.Tick
            && payload.Length == sizeof(ulong) && Room.StateHash == BinaryPrimitives.ReadUInt64LittleEndian(payload);
        if (!follows)
        {
            if (record.Tick <= Until) Stop($"its log has a gap before tick {record.Tick}, as when a disk is too slow, and no checkpoint mends it", isSerious: false);
            return;
        }

        Stopped = null;
        IsSerious = false;
        TicksLeft = 0;
    }

    private void Break(string why)
    {
        _isBroken = true;
        Stop(why, isSerious: true);
        TicksLeft++;
    }

    private void Stop(string why, bool isSerious)
    {
        if (IsSerious && Stopped is not null) return;   // the first one says most
        Stopped = why;
        IsSerious = isSerious;
    }

    private readonly record struct PendingRecord(RecordKind Kind, Tick Tick, bool IsForeign, int Start, int Length);
}
