using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>The rooms of one shard, in order of their numbers. Rooms are added and removed by the shard's thread; other threads may look at which there are.</summary>
public sealed class RoomTable
{
    private Room[] _rooms;   // replaced as a whole: it is references only, and changes when an operator wants it

    public RoomTable(Func<IGame> newGame, ShardOptions options, IStageClock clock, Timestamp start, ShardJournal? journal = null)
    {
        RoomId[] ids = [.. options.RoomIds ?? RoomRoster.Of(options).Open];
        _rooms = new Room[ids.Length];
        for (int i = 0; i < _rooms.Length; i++)
        {
            // Rooms that were due at once would wait for each other: each has its own part of the period.
            Timestamp own = start.Plus(Timestamp.NanosecondsPerSecond / options.TickRateHz * i / _rooms.Length);
            _rooms[i] = new Room(ids[i], journal?.Restored(ids[i]) ?? NewRoom(ids[i], newGame(), options), options, clock, own);
        }

        Schema = _rooms[0].Schema;
    }

    /// <summary>What all rooms of a shard play.</summary>
    public GameSchema Schema { get; }

    public ReadOnlySpan<Room> All => Volatile.Read(ref _rooms);

    /// <summary>Rooms that are not closing.</summary>
    public int OpenCount => Sum(room => room.IsClosing ? 0 : 1);

    /// <summary>Sessions whose players are connected.</summary>
    public int AttachedCount => Sum(room => room.AttachedCount);

    /// <summary>Sessions whose players were lost, and not heard of since.</summary>
    public int InterruptedCount => Sum(room => room.InterruptedCount);

    /// <summary>What the rooms' content follows; null for none.</summary>
    internal IContentPlan? Plan { get; set; }

    /// <summary>An open room by number, or for −1 the first with a free seat (or the first of all, to be refused there).</summary>
    public bool TryFind(int roomId, [NotNullWhen(true)] out Room? room)
    {
        room = roomId == -1
            ? Array.Find(_rooms, candidate => candidate is { IsClosing: false, HasFreeSeat: true }) ?? Array.Find(_rooms, candidate => !candidate.IsClosing)
            : Array.Find(_rooms, candidate => candidate.Id.Value == roomId && !candidate.IsClosing);
        return room is not null;
    }

    /// <summary>The same for a player: of any room, one with the version of content that is on trial with this player, or without it, as long as such a one has a free seat.</summary>
    public bool TryFind(int roomId, string player, [NotNullWhen(true)] out Room? room)
    {
        room = null;
        if (roomId == -1 && player.Length > 0 && Plan is { } plan) room = Array.Find(_rooms, candidate => candidate is { IsClosing: false, HasFreeSeat: true } && plan.Suits(candidate.Id, player));
        return room is not null || TryFind(roomId, out room);
    }

    /// <summary>Whether there is a room of that number, open or closing. From any thread.</summary>
    public bool Has(RoomId id) => Array.Exists(Volatile.Read(ref _rooms), room => room.Id == id);

    /// <summary>When the next tick of any room is due.</summary>
    public long NextDueNs()
    {
        long next = long.MaxValue;
        foreach (Room room in _rooms) next = Math.Min(next, room.Schedule.DueAt(room.Tick.Next).Nanoseconds);
        return next;
    }

    internal void Add(Room room)
    {
        Check.That(!Has(room.Id));
        Volatile.Write(ref _rooms, [.. _rooms.Append(room).OrderBy(known => known.Id.Value)]);
    }

    internal void Remove(Room room) => Volatile.Write(ref _rooms, [.. _rooms.Where(known => known != room)]);

    /// <summary>A room that begins from nothing.</summary>
    internal static RoomSimulation NewRoom(RoomId id, IGame game, ShardOptions options)
    {
        RoomSimulation room = new(game, options.EntitiesPerRoom, options.PlayersPerRoom, options.SeedOf(id)) { Key = options.KeyOf(id) };
        room.LimitRewind(options.RewindLimits);
        return room;
    }

    private int Sum(Func<Room, int> count)
    {
        int sum = 0;
        foreach (Room room in _rooms) sum += count(room);
        return sum;
    }
}
