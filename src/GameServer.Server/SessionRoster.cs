using System.Collections.Generic;
using System.Globalization;
using GameServer.Core;
using GameServer.Persistence;

namespace GameServer.Server;

/// <summary>
/// The sessions of a shard by key and by player: a player has one at most. Except after a crash, which may bring rooms back from a moment between a player's leaving one and joining
/// another: then the player is known by one of the two, and the other waits for its token or its end.
/// </summary>
internal sealed class SessionRoster(ulong secretSeed)
{
    private readonly Dictionary<ulong, Session> _byKey = [];
    private readonly Dictionary<string, Session> _byPlayer = [];
    private Prng _keys = Prng.For(secretSeed, "session keys");

    public int Count => _byKey.Count;

    /// <summary>A key that no session has.</summary>
    public ulong NewKey()
    {
        ulong key;
        do key = _keys.NextULong();
        while (key == 0 || _byKey.ContainsKey(key));
        return key;
    }

    public static string AnonymousId(ulong key) => PlayerIds.AnonymousMark + key.ToString("x16", CultureInfo.InvariantCulture);

    public void Add(Session session)
    {
        _byKey.Add(session.Key, session);
        _byPlayer[session.PlayerId] = session;
    }

    public void Remove(Session session)
    {
        _byKey.Remove(session.Key);
        if (OfPlayer(session.PlayerId) == session) _byPlayer.Remove(session.PlayerId);
    }

    public Session? WithKey(ulong key) => _byKey.GetValueOrDefault(key);

    public Session? OfPlayer(string playerId) => _byPlayer.GetValueOrDefault(playerId);
}
