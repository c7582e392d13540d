using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Server;

/// <summary>Admit nobody and say goodbye to everyone. With a journal the next process has the seats, unless the players are sent elsewhere.</summary>
/// <param name="goTo">Where players go.</param>
public sealed class StopRequest(Redirect goTo) : ShardRequest
{
    /// <summary>Players are told nothing but that it stops.</summary>
    public StopRequest()
        : this(Redirect.Nowhere)
    {
    }

    protected internal override void Apply(Shard shard, Timestamp now) => shard.Stop(goTo);
}
