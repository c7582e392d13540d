using System.Threading;

namespace GameServer.Server;

/// <summary>
/// Where a shard leaves its picture for other threads: a sequence lock. The shard never waits; a reader copies and tries again when the shard was writing meanwhile,
/// which at ten writes a second of half a microsecond is rare.
/// </summary>
public sealed class StatusBoard
{
    private ShardStatus _status;
    private long _version;   // odd while the shard writes

    /// <summary>Replaces the picture; the shard's thread only.</summary>
    internal void Publish(in ShardStatus status)
    {
        Volatile.Write(ref _version, _version + 1);
        Interlocked.MemoryBarrier();
        _status = status;
        Volatile.Write(ref _version, _version + 1);
    }

    /// <summary>The newest whole picture, from any thread.</summary>
    public ShardStatus Read()
    {
        while (true)
        {
            long before = Volatile.Read(ref _version);
            ShardStatus copy = _status;
            Interlocked.MemoryBarrier();
            if ((before & 1) == 0 && before == Volatile.Read(ref _version)) return copy;
        }
    }
}
