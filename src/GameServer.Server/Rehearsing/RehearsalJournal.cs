using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>The journal of a rehearsal: every record and every checkpoint, on a disk that is only memory.</summary>
internal sealed class RehearsalJournal : IDisposable
{
    private static readonly JournalOptions s_options = new() { CheckpointSeconds = 1, QueueBytes = JournalQueue.PayloadBytesMax * 4 };

    private readonly JournalWriter _writer;
    private readonly CheckpointWriter _checkpoints;

    public RehearsalJournal(ShardOptions shard)
    {
        SimulatedStorage storage = new(shard.Seed);
        RoomId room = new(0);
        JournalIdentity identity = new(1, 1, 0);
        JournalQueue queue = new(s_options.QueueBytes, 1);
        Shard = new ShardJournal(queue, s_options, "rehearsal", new Dictionary<RoomId, RoomSimulation>());
        _writer = new JournalWriter(storage, queue, identity, s_options);
        _checkpoints = new CheckpointWriter(new CheckpointStore(storage), _writer, Shard.Checkpoints, identity, [(room, shard.KeyOf(room))]);
    }

    /// <summary>The shard's end.</summary>
    public ShardJournal Shard { get; }

    /// <summary>The disk's part, as often as there is something.</summary>
    public void Drain(Timestamp now)
    {
        _writer.Drain(now);
        _checkpoints.Drain(now);
    }

    public void Dispose() => _writer.Dispose();
}
