using System;
using System.Collections.Generic;
using System.Text;
using GameServer.Core;
using GameServer.Persistence;

namespace GameServer.Server;

/// <summary>
/// A shard's end of the players' records, on the shard's thread: what its rooms promised goes out, and profiles for those who log in come back. Never waits; whoever has a thread runs a
/// <see cref="PlayerRecordWriter"/> and a <see cref="ProfileLoader"/> at the other end.
/// </summary>
/// <param name="effects">Where effects go.</param>
/// <param name="profiles">Where logins ask; null for a game that makes no profiles, whose players are let in at once.</param>
public sealed class ShardPlayers(EffectQueue effects, ProfileQueue? profiles)
{
    private readonly List<RoomEffects> _rooms = [];
    private long _closedRefused;   // of rooms that are gone

    /// <summary>Effects on their way to the writer.</summary>
    public EffectQueue Effects => effects;

    internal ProfileQueue? Profiles => profiles;

    /// <summary>Effects promised and not known to be stored.</summary>
    internal int OutboxCount { get; private set; }

    /// <summary>How full the outbox of the room is whose is fullest, 0 to 1.</summary>
    internal double OutboxFill { get; private set; }

    /// <summary>Promises that games were refused.</summary>
    internal long RefusedCount { get; private set; }

    /// <summary>Takes the shard's rooms in; once, before their first tick here.</summary>
    internal void Begin(ReadOnlySpan<Room> rooms)
    {
        foreach (Room room in rooms) _rooms.Add(Prepare(room));
    }

    /// <summary>The outbox of a room that no shard runs yet. From any thread.</summary>
    internal RoomEffects Prepare(Room room) => new(room, effects);

    internal void Add(RoomEffects room) => _rooms.Add(room);

    internal void Remove(Room room)
    {
        _rooms.RemoveAll(known => known.Room == room);
        _closedRefused += room.World.Effects.RefusedCount;
    }

    /// <summary>Offers what has become durable.</summary>
    internal void Offer()
    {
        foreach (RoomEffects room in _rooms) room.Offer();
        effects.Publish();
    }

    /// <summary>True when nothing that was promised waits for its turn.</summary>
    internal bool IsAllOffered => _rooms.TrueForAll(room => room.IsAllOffered);

    /// <summary>Finds out what has to be offered before a player's profile is complete.</summary>
    internal List<(RoomEffects Room, Tick Tick)> PromisesTo(string playerId)
    {
        Span<byte> utf8 = stackalloc byte[Limits.PlayerIdBytes];
        utf8 = utf8[..Encoding.UTF8.GetBytes(playerId, utf8)];
        List<(RoomEffects, Tick)> promises = [];
        foreach (RoomEffects room in _rooms)
        {
            if (room.LastPromiseTo(playerId, utf8) is { } tick) promises.Add((room, tick));
        }

        return promises;
    }

    /// <summary>Reads the rooms' counters, for the status picture.</summary>
    internal void Count()
    {
        OutboxCount = 0;
        OutboxFill = 0;
        RefusedCount = _closedRefused;
        foreach (RoomEffects outbox in _rooms)
        {
            Room room = outbox.Room;
            OutboxCount += room.Simulation.Outbox.Count;
            OutboxFill = Math.Max(OutboxFill, room.Simulation.Outbox.Bytes / (double)room.Simulation.Outbox.BytesMax);
            RefusedCount += room.World.Effects.RefusedCount;
        }
    }
}
