using GameServer.Persistence;

namespace GameServer.Host.Data;

/// <summary>How the disk takes a shard's journal.</summary>
/// <param name="Health">Whether it does.</param>
/// <param name="FailureText">Why not.</param>
/// <param name="QueueBytesMax">What waits in memory at most.</param>
internal readonly record struct JournalState(JournalHealth Health, string FailureText, long QueueBytesMax)
{
    public static JournalState Of(ShardStore shard) => new(shard.Health, shard.FailureText, shard.Journal.Queue.BytesMax);
}
