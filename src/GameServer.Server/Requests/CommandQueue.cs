using System.Diagnostics.CodeAnalysis;

namespace GameServer.Server;

/// <summary>
/// Requests from other threads, applied between ticks and nowhere else. Bounded; when full the caller is told to try again.
/// </summary>
public sealed class CommandQueue(int capacity)
{
    private readonly object _gate = new();
    private readonly ShardRequest?[] _requests = new ShardRequest[capacity];
    private int _first;
    private int _count;

    /// <summary>Requests it holds.</summary>
    public int Capacity => capacity;

    /// <summary>Requests that wait; from any thread.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>Queues a request from any thread.</summary>
    /// <param name="request">Not queued anywhere yet.</param>
    /// <returns>False when the queue is full: nothing was done, ask again later.</returns>
    public bool TryAdd(ShardRequest request)
    {
        lock (_gate)
        {
            if (_count == capacity) return false;
            _requests[(_first + _count++) % capacity] = request;
            return true;
        }
    }

    /// <summary>Takes the oldest request; called by the shard's thread only.</summary>
    internal bool TryTake([NotNullWhen(true)] out ShardRequest? request)
    {
        lock (_gate)
        {
            request = null;
            if (_count == 0) return false;
            request = _requests[_first]!;
            _requests[_first] = null;
            _first = (_first + 1) % capacity;
            _count--;
            return true;
        }
    }
}
