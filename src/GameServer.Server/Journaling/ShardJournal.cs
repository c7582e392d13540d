using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>
/// A shard's end of its journal, on the shard's thread: rooms write what their ticks consume into the queue, and take turns copying their state for a checkpoint. Never waits,
/// allocates nothing once warm, knows no thread and no file; whoever has those empties <see cref="Queue"/> with a <see cref="JournalWriter"/> and <see cref="Checkpoints"/> with a
/// <see cref="CheckpointWriter"/>.
/// </summary>
public sealed class ShardJournal
{
    /// <summary>What one tick copies of a checkpoint beyond its first part; 256 KiB are some 30 µs.</summary>
    private const int CopiedBytesPerTick = 256 << 10;

    private readonly List<RoomJournal> _rooms = [];
    private readonly IReadOnlyDictionary<RoomId, RoomSimulation> _restored;
    private readonly JournalOptions _options;
    private readonly string _game;
    private PendingCheckpoint? _underWay;
    private long _closedGaps;   // of rooms that are gone
    private ShardOptions _shard = null!;

    /// <summary>The journal of a shard that is about to be made.</summary>
    /// <param name="queue">Where records go.</param>
    /// <param name="options">Checked by the caller; not <see cref="Durability.None"/>.</param>
    /// <param name="game">As the operator names it.</param>
    /// <param name="restored">Rooms that a former process left behind; they go on where they were.</param>
    public ShardJournal(JournalQueue queue, JournalOptions options, string game, IReadOnlyDictionary<RoomId, RoomSimulation> restored)
    {
        Check.That(options.Durability != Durability.None);
        Queue = queue;
        _options = options;
        _game = game;
        _restored = restored;
    }

    /// <summary>Rooms whose first checkpoint should not wait its turn: the log since their last one was run again just now, and a server that dies again and again must not need longer each time.</summary>
    public IReadOnlySet<RoomId> Overdue { get; init; } = new HashSet<RoomId>();

    /// <summary>Records on their way to the disk.</summary>
    public JournalQueue Queue { get; }

    /// <summary>Checkpoints on their way to the disk.</summary>
    public CheckpointQueue Checkpoints { get; } = new();

    /// <summary>Times a room's log had to end because the queue was full.</summary>
    internal long GapCount { get; private set; }

    /// <summary>Rooms whose log lacks ticks now.</summary>
    internal int GapRoomCount { get; private set; }

    /// <summary>Nanoseconds of a room's time that a crash would undo, for the room that would lose most.</summary>
    internal long LagNs { get; private set; }

    /// <summary>What a room was when the process before this one ended; null for a room that begins now.</summary>
    internal RoomSimulation? Restored(RoomId room) => _restored.GetValueOrDefault(room);

    /// <summary>Starts the rooms' logs; before their first tick here.</summary>
    internal void Begin(ReadOnlySpan<Room> rooms, ShardOptions shard)
    {
        _shard = shard;
        foreach (Room room in rooms)
        {
            RoomJournal journal = Prepare(room, shard);
            Add(journal);
            if (Overdue.Contains(room.Id)) journal.HurryCheckpoint();
        }

        Queue.Publish();
    }

    /// <summary>The log of a room that no shard runs yet. From any thread.</summary>
    internal RoomJournal Prepare(Room room, ShardOptions shard)
    {
        RoomOrigin origin = RoomOrigin.Of(room.Id, _game, room.Schema, shard) with { Seed = room.Seed, Key = room.Simulation.Key };
        return new RoomJournal(room, Queue, origin, Math.Max(1, (int)(_options.CheckpointSeconds * shard.TickRateHz)));
    }

    /// <summary>Starts a room's log; before its first tick here.</summary>
    internal void Add(RoomJournal room)
    {
        room.Room.Journal = room;
        _rooms.Add(room);
        room.Begin();
    }

    /// <summary>Ends a room's log: nothing more is written of it, and a checkpoint that was being copied is left.</summary>
    internal void Remove(RoomJournal room)
    {
        _rooms.Remove(room);
        _closedGaps += room.GapCount;
        if (_underWay?.Owner != room) return;
        Checkpoints.AddFree(_underWay);
        _underWay = null;
    }

    /// <summary>A room's tick is done: copies a part of a checkpoint, if it is this room's turn.</summary>
    internal void TickEnded(RoomJournal room)
    {
        if (_underWay is null && room.WantsCheckpoint && Checkpoints.TryTakeFree(out PendingCheckpoint? free))
        {
            if (room.TryBeginCheckpoint(free)) _underWay = free;
            else Checkpoints.AddFree(free);
        }

        if (_underWay?.Owner == room) Copy(_underWay, room.Room.Simulation, CopiedBytesPerTick);
    }

    /// <summary>Hands everything that the step's ticks consumed to the writing thread, and learns what became durable.</summary>
    internal void Offer()
    {
        Queue.Publish();
        while (Checkpoints.TryTakeDone(out PendingCheckpoint? done))
        {
            done.Owner!.CheckpointEnded(done);
            Checkpoints.AddFree(done);
        }

        foreach (RoomJournal room in _rooms) room.Publish();
    }

    /// <summary>Takes a checkpoint of every room at once, whatever it costs: the shard is about to stop.</summary>
    /// <param name="store">Called with each, on this thread.</param>
    public void TakeFinal(Action<PendingCheckpoint> store)
    {
        PendingCheckpoint checkpoint = new();
        foreach (RoomJournal room in _rooms)
        {
            if (room.Room.Tick.IsNone || !room.TryBeginCheckpoint(checkpoint)) continue;
            checkpoint.Capture.Finish(room.Room.Simulation);
            store(checkpoint);
        }

        Queue.Publish();
    }

    /// <summary>Reads the rooms' counters, for the status picture.</summary>
    internal void Count()
    {
        GapCount = _closedGaps;
        GapRoomCount = 0;
        LagNs = 0;
        foreach (RoomJournal room in _rooms)
        {
            GapCount += room.GapCount;
            if (!room.IsFollowing) GapRoomCount++;
            LagNs = Math.Max(LagNs, (room.Room.Tick - room.DurableTick) * (Timestamp.NanosecondsPerSecond / _shard.TickRateHz));
        }
    }

    private void Copy(PendingCheckpoint checkpoint, RoomSimulation room, int bytes)
    {
        int start = checkpoint.Capture.Length;
        while (!checkpoint.Capture.IsComplete && checkpoint.Capture.Length - start < bytes) checkpoint.Capture.Continue(room);
        if (!checkpoint.Capture.IsComplete) return;
        Checkpoints.AddReady(checkpoint);
        _underWay = null;
    }
}
