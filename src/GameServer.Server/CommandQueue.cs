namespace GameServer.Server;

/// <summary>
/// Operators' requests from other threads, applied between ticks and nowhere else. Bounded; when full the caller is told to try again.
/// </summary>
public sealed class CommandQueue(int capacity)
{
    private readonly object _gate = new();
    private readonly ShardCommand[] _commands = new ShardCommand[capacity];
    private int _first;
    private int _count;

    /// <summary>Commands it holds.</summary>
    public int Capacity => capacity;

    /// <summary>Commands that wait; from any thread.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>Queues a command from any thread.</summary>
    /// <returns>False when the queue is full: nothing was done, ask again later.</returns>
    public bool TryAdd(ShardCommand command)
    {
        lock (_gate)
        {
            if (_count == capacity) return false;
            _commands[(_first + _count++) % capacity] = command;
            return true;
        }
    }

    /// <summary>Takes the oldest command; called by the shard's thread only.</summary>
    internal bool TryTake(out ShardCommand command)
    {
        lock (_gate)
        {
            command = default;
            if (_count == 0) return false;
            command = _commands[_first];
            _first = (_first + 1) % capacity;
            _count--;
            return true;
        }
    }
}
