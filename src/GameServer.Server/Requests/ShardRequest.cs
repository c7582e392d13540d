using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// Something that another thread asks of a shard. The asking thread makes it, puts it into <see cref="Shard.Commands"/> and looks at <see cref="IsDone"/> now and then; the shard's thread applies it
/// between two ticks. Whatever memory it takes the asking thread brings: a request that only reads allocates nothing when it is applied. What changes a room goes through the room's simulation, so
/// that it is in the room's log.
/// </summary>
public abstract class ShardRequest
{
    private volatile bool _isDone;

    /// <summary>True once the shard has applied it; only then may the asking thread look at results, and from then on the shard never looks at it again.</summary>
    public bool IsDone => _isDone;

    /// <summary>Called once, on the shard's thread, between two ticks.</summary>
    /// <param name="shard">The shard that was asked.</param>
    /// <param name="now">The step's time.</param>
    protected internal abstract void Apply(Shard shard, Timestamp now);

    internal void Run(Shard shard, Timestamp now)
    {
        Apply(shard, now);
        _isDone = true;   // a volatile write: results before it are seen by whoever sees it
    }
}
