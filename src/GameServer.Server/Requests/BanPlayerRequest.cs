using GameServer.Core;

namespace GameServer.Server;

/// <summary>Ends the session of a player who is in the <see cref="BanTable"/> by now, if there is one; whoever has lost the connection loses the seat too.</summary>
/// <param name="playerId">Who.</param>
/// <param name="text">For the player to read.</param>
public sealed class BanPlayerRequest(string playerId, string text) : ShardRequest
{
    /// <summary>Whether the player had a seat here.</summary>
    public bool IsFound { get; private set; }

    protected internal override void Apply(Shard shard, Timestamp now) => IsFound = shard.Sessions.Desk.TryEndBanned(playerId, text);
}
