using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>From which level on things are logged: for the node, and otherwise for single players for a limited time, so that nobody has to remember to turn it down again. Safe from any thread.</summary>
internal sealed class LogLevels(LogLevel node, TimeProvider time)
{
    /// <summary>Players with a level of their own at once.</summary>
    public const int PlayersMax = 100;

    /// <summary>The longest that a player's level lasts.</summary>
    public static readonly TimeSpan DurationMax = TimeSpan.FromHours(24);

    private readonly Dictionary<string, PlayerLevel> _players = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private volatile LogLevel _node = node;
    private volatile bool _hasPlayers;

    /// <summary>What holds where nothing else is said.</summary>
    public LogLevel Node
    {
        get => _node;
        set => _node = value;
    }

    /// <summary>Gives a player, by id, another level for a while; one that there was is replaced.</summary>
    /// <returns>Until when; null when as many players as possible have one.</returns>
    public PlayerLevel? TrySet(string player, LogLevel level, TimeSpan duration)
    {
        if (duration > DurationMax) duration = DurationMax;
        PlayerLevel set = new(player, level, time.GetUtcNow().UtcDateTime + duration);
        lock (_gate)
        {
            Expire();
            if (!_players.ContainsKey(player) && _players.Count == PlayersMax) return null;
            _players[player] = set;
            _hasPlayers = true;
        }

        return set;
    }

    /// <summary>The level that holds for a player now; the node's for an empty id.</summary>
    public LogLevel For(string player)
    {
        if (!_hasPlayers) return _node;
        lock (_gate)
        {
            return _players.TryGetValue(player, out PlayerLevel? own) && own.UntilUtc > time.GetUtcNow().UtcDateTime ? own.Level : _node;
        }
    }

    /// <summary>Players who have a level of their own now.</summary>
    public IReadOnlyList<PlayerLevel> Players()
    {
        lock (_gate)
        {
            Expire();
            return [.. _players.Values.OrderBy(level => level.Player, StringComparer.Ordinal)];
        }
    }

    private void Expire()
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        foreach (PlayerLevel over in _players.Values.Where(level => level.UntilUtc <= now).ToArray()) _players.Remove(over.Player);
        _hasPlayers = _players.Count > 0;
    }
}
