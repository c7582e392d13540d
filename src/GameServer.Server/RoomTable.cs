using System;
using System.Diagnostics.CodeAnalysis;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>The rooms of one shard, in order.</summary>
public sealed class RoomTable
{
    private readonly Room[] _rooms;
    private readonly int _firstRoomId;

    public RoomTable(Func<IGame> newGame, ShardOptions options, IStageClock clock, Timestamp start, ShardJournal? journal = null)
    {
        _firstRoomId = options.FirstRoomId;
        _rooms = new Room[options.Rooms];
        for (int i = 0; i < _rooms.Length; i++)
        {
            RoomId id = new(_firstRoomId + i);
            _rooms[i] = new Room(id, journal?.Restored(id) ?? NewRoom(id, newGame(), options), options, clock, start);
        }

        Schema = _rooms[0].Schema;
    }

    /// <summary>What all rooms of a shard play.</summary>
    public GameSchema Schema { get; }

    public ReadOnlySpan<Room> All => _rooms;

    /// <summary>Sessions whose players are connected.</summary>
    public int AttachedCount => Sum(room => room.AttachedCount);

    /// <summary>Sessions whose players were lost, and not heard of since.</summary>
    public int InterruptedCount => Sum(room => room.InterruptedCount);

    /// <summary>A room by number, or for −1 the first with a free seat (or the first of all, to be refused there).</summary>
    public bool TryFind(int roomId, [NotNullWhen(true)] out Room? room)
    {
        room = null;
        int index = roomId == -1 ? Array.FindIndex(_rooms, candidate => candidate.HasFreeSeat) : roomId - _firstRoomId;
        if (roomId == -1 && index < 0) index = 0;
        if (index < 0 || index >= _rooms.Length) return false;
        room = _rooms[index];
        return true;
    }

    /// <summary>When the next tick of any room is due.</summary>
    public long NextDueNs()
    {
        long next = long.MaxValue;
        foreach (Room room in _rooms) next = Math.Min(next, room.Schedule.DueAt(room.Tick.Next).Nanoseconds);
        return next;
    }

    private static RoomSimulation NewRoom(RoomId id, IGame game, ShardOptions options)
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
