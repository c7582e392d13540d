using GameServer.Core;

namespace GameServer.Server;

/// <summary>Ends a session: the player is told why, and loses the seat.</summary>
/// <param name="session">The session's key.</param>
/// <param name="reason">For the player to read.</param>
public sealed class KickRequest(ulong session, string reason) : ShardRequest
{
    /// <summary>Whether there was such a session.</summary>
    public bool IsFound { get; private set; }

    protected internal override void Apply(Shard shard, Timestamp now) => IsFound = shard.Sessions.Desk.TryKick(session, reason);
}
