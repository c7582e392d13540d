using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace GameServer.Server;

/// <summary>
/// Checkpoints between a shard's thread, which fills them, and the writing thread, which stores them. Bounded by the memory there is for them: when all is in use, rooms wait with
/// their next checkpoint, and their logs grow meanwhile.
/// </summary>
public sealed class CheckpointQueue
{
    /// <summary>One being filled, one being written, and two that wait.</summary>
    public const int Capacity = 4;

    private readonly Lock _gate = new();
    private readonly Stack<PendingCheckpoint> _free = new(Capacity);
    private readonly Queue<PendingCheckpoint> _ready = new(Capacity);
    private readonly Queue<PendingCheckpoint> _done = new(Capacity);

    /// <summary>A queue with all its memory free.</summary>
    public CheckpointQueue()
    {
        for (int i = 0; i < Capacity; i++) _free.Push(new PendingCheckpoint());
    }

    /// <summary>Checkpoints that wait for the disk. Safe to read from any thread.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_gate) return _ready.Count;
        }
    }

    internal bool TryTakeFree([NotNullWhen(true)] out PendingCheckpoint? checkpoint)
    {
        lock (_gate) return _free.TryPop(out checkpoint);
    }

    internal void AddReady(PendingCheckpoint checkpoint)
    {
        lock (_gate) _ready.Enqueue(checkpoint);
    }

    internal bool TryTakeReady(ulong durableSequence, [NotNullWhen(true)] out PendingCheckpoint? checkpoint)
    {
        lock (_gate) return _ready.TryPeek(out checkpoint) && checkpoint.Sequence <= durableSequence && _ready.TryDequeue(out checkpoint);
    }

    internal void AddDone(PendingCheckpoint checkpoint)
    {
        lock (_gate) _done.Enqueue(checkpoint);
    }

    internal bool TryTakeDone([NotNullWhen(true)] out PendingCheckpoint? checkpoint)
    {
        lock (_gate) return _done.TryDequeue(out checkpoint);
    }

    internal void AddFree(PendingCheckpoint checkpoint)
    {
        lock (_gate) _free.Push(checkpoint);
    }
}
