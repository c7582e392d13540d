using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Server;

/// <summary>
/// Ends a session and tells the client where to go: to another room of this shard, or of any other. The room hears that the player left, and the other one that somebody joined, so either log
/// has its part, and a profile is read in between as for every login.
/// </summary>
/// <param name="session">The session's key.</param>
/// <param name="goTo">Where.</param>
/// <param name="text">For the player to read.</param>
public sealed class MoveRequest(ulong session, Redirect goTo, string text) : ShardRequest
{
    /// <summary>Whether there was such a session.</summary>
    public bool IsFound { get; private set; }

    /// <summary>Whether its player was connected, and so could be told.</summary>
    public bool IsTold { get; private set; }

    protected internal override void Apply(Shard shard, Timestamp now)
    {
        IsFound = shard.Sessions.Desk.TryMove(session, goTo, text, out bool isTold);
        IsTold = isTold;
    }
}
