using System;
using System.Collections.Generic;
using System.Threading;

namespace GameServer.Host.Logging;

/// <summary>
/// What happened to each player lately, for whoever helps them. Bounded both ways: the newest entries of a player replace the oldest, and when there are too many players the one of whom nothing was heard or asked for
/// longest is forgotten. Safe from any thread.
/// </summary>
/// <param name="playersMax">Players remembered.</param>
/// <param name="entriesMax">Entries of each.</param>
internal sealed class PlayerTimelines(int playersMax = 10_000, int entriesMax = 100)
{
    private readonly Dictionary<string, LinkedListNode<Timeline>> _players = new(StringComparer.Ordinal);
    private readonly LinkedList<Timeline> _byUse = new();   // the most recent first
    private readonly Lock _gate = new();

    /// <summary>Players remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _players.Count;
        }
    }

    /// <summary>Adds to a player's timeline.</summary>
    /// <param name="player">By id.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="begins">Whether it begins one when there is none: not for what anybody can cause under any name, or names would push out players.</param>
    public void Add(string player, TimelineEntry entry, bool begins)
    {
        lock (_gate)
        {
            if (Find(player) is not { } timeline)
            {
                if (!begins) return;
                if (_players.Count == playersMax) Forget(_byUse.Last!);
                timeline = new Timeline(player, new Queue<TimelineEntry>());
                _players.Add(player, _byUse.AddFirst(timeline));
            }

            if (timeline.Entries.Count == entriesMax) timeline.Entries.Dequeue();
            timeline.Entries.Enqueue(entry);
        }
    }

    /// <summary>A player's timeline, oldest first; empty when nothing is remembered.</summary>
    public IReadOnlyList<TimelineEntry> Read(string player)
    {
        lock (_gate) return Find(player) is { } timeline ? [.. timeline.Entries] : [];
    }

    private Timeline? Find(string player)
    {
        if (!_players.TryGetValue(player, out LinkedListNode<Timeline>? node)) return null;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value;
    }

    private void Forget(LinkedListNode<Timeline> node)
    {
        _players.Remove(node.Value.Player);
        _byUse.Remove(node);
    }

    private sealed record Timeline(string Player, Queue<TimelineEntry> Entries);
}
