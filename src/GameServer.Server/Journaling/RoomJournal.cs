using System;
using System.Buffers.Binary;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>
/// One room's part of its shard's log. The room never waits: when the queue has no place for a tick, the room's log ends there, which is counted, and begins anew with the next
/// checkpoint; until that is stored, the room's ticks since are not durable, and a crash would take the room back to where its log ended.
/// </summary>
internal sealed class RoomJournal : ITickSink
{
    private readonly Room _room;
    private readonly JournalQueue _queue;
    private readonly byte[] _origin;
    private readonly TickEncoder _encoder;
    private readonly DurableTicks _durable;
    private readonly int _checkpointTicks;
    private uint _checkpointDue;   // a tick's number

    /// <param name="room">Before its first tick here; restored or new.</param>
    /// <param name="queue">The shard's.</param>
    /// <param name="origin">What the room is a function of.</param>
    /// <param name="checkpointTicks">Ticks from one checkpoint to the next.</param>
    public RoomJournal(Room room, JournalQueue queue, RoomOrigin origin, int checkpointTicks)
    {
        _room = room;
        _queue = queue;
        _origin = origin.Encode();
        _checkpointTicks = checkpointTicks;
        _durable = new DurableTicks(room.Tick);

        // Rooms take turns: neither hashes nor checkpoints of a shard's rooms fall into one tick.
        int turn = (int)(StateHasher.Mix((ulong)room.Id.Value) % (uint)checkpointTicks);
        _checkpointDue = room.Tick.Value + (uint)(checkpointTicks / 2) + (uint)(turn / 2) + 1;
        _encoder = new TickEncoder(this, room.Schema, room.PlayerCapacity, room.TickRateHz, turn);
    }

    /// <summary>False while the log lacks ticks and no checkpoint has made up for them.</summary>
    public bool IsFollowing { get; private set; } = true;

    /// <summary>Times the log had to end because the queue was full.</summary>
    public long GapCount { get; private set; }

    /// <summary>The newest tick that a crash cannot undo.</summary>
    public Tick DurableTick => _durable.Newest;

    public Room Room => _room;

    /// <summary>Starts the room's log, or takes it up again.</summary>
    public void Begin()
    {
        _encoder.ContinueFrom(_room.Simulation);
        if (_room.Tick.IsNone) IsFollowing = _queue.TryAppend(_room.Id, _room.Tick, (byte)RecordKind.Began, _origin) != 0;
        else IsFollowing = TryAppendResumed();
        _room.Simulation.RecordTo(_encoder);
        _room.DurableUpTo = _durable.Newest;
    }

    /// <summary>The next tick takes a checkpoint, if no other room's is under way.</summary>
    public void HurryCheckpoint() => _checkpointDue = _room.Tick.Value + 1;

    void ITickSink.TickEncoded(RoomSimulation room, ReadOnlySpan<byte> tick)
    {
        if (!IsFollowing) return;
        for (; tick.Length > JournalQueue.PayloadBytesMax; tick = tick[JournalQueue.PayloadBytesMax..])
        {
            if (!TryAppend(room.Tick, RecordKind.TickPart, tick[..JournalQueue.PayloadBytesMax])) return;
        }

        if (TryAppend(room.Tick, RecordKind.Tick, tick)) _durable.Add(_queue.NextSequence - 1, room.Tick);
    }

    /// <summary>True when a checkpoint should be taken now: its time has come, or the log has a gap and the queue has room again.</summary>
    public bool WantsCheckpoint => IsFollowing ? _room.Tick.Value >= _checkpointDue : _queue.WaitingBytes < _queue.BytesMax / 2;

    /// <returns>False when the log could not be taken up behind a gap.</returns>
    public bool TryBeginCheckpoint(PendingCheckpoint checkpoint)
    {
        if (!IsFollowing)
        {
            if (!TryAppendResumed()) return false;
            IsFollowing = true;
            _durable.ResumeAt(_room.Tick);
        }

        checkpoint.Owner = this;
        checkpoint.Room = _room.Id;
        checkpoint.Sequence = _queue.NextSequence - 1;
        checkpoint.IsStored = false;
        BinaryPrimitives.WriteUInt64LittleEndian(_origin.AsSpan(RoomOrigin.ContentOffset), Mutations.Has(Mutation.CheckpointForgetsContent) ? 0 : RoomOrigin.ContentOf(_room.Simulation));
        checkpoint.Capture.Begin(_room.Simulation, _origin);
        _checkpointDue = _room.Tick.Value + (uint)_checkpointTicks;
        return true;
    }

    public void CheckpointEnded(PendingCheckpoint checkpoint)
    {
        if (checkpoint.IsStored) _durable.CheckpointStored(checkpoint.Capture.Tick);
        else _checkpointDue = _room.Tick.Value + 1;
    }

    public void Publish()
    {
        _durable.Advance(_queue.DurableSequence);
        _room.DurableUpTo = _durable.Newest;
    }

    private bool TryAppendResumed()
    {
        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(hash, _room.StateHash);
        return _queue.TryAppend(_room.Id, _room.Tick, (byte)RecordKind.Resumed, hash) != 0;
    }

    private bool TryAppend(Tick tick, RecordKind kind, ReadOnlySpan<byte> payload)
    {
        if (_queue.TryAppend(_room.Id, tick, (byte)kind, payload) != 0) return true;
        IsFollowing = false;
        GapCount++;
        return false;
    }
}
