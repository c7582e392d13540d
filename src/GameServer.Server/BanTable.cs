using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using GameServer.Core;

namespace GameServer.Server;

/// <summary>Who is banned, as shards see it: a picture that another thread replaces as a whole. All shards of a node share one.</summary>
public sealed class BanTable
{
    private IReadOnlyDictionary<string, Ban> _bans = new Dictionary<string, Ban>();

    /// <summary>Those who are banned, by player id; some of it may be over.</summary>
    public IReadOnlyDictionary<string, Ban> All => Volatile.Read(ref _bans);

    /// <summary>Replaces all of it. Whoever is in a room stays there: see <see cref="BanPlayerRequest"/>.</summary>
    /// <param name="bans">Not changed any more.</param>
    public void Replace(IReadOnlyDictionary<string, Ban> bans) => Volatile.Write(ref _bans, bans);

    /// <summary>The ban that keeps a player out now. Bans outlive the process, so this is the one place where a shard decides by the world's clock.</summary>
    internal bool TryFind(string playerId, Timestamp now, [NotNullWhen(true)] out Ban? ban) => All.TryGetValue(playerId, out ban) && now.UtcTicks < ban.UntilUtcTicks;
}
