using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>
/// Which rooms a shard has, where operators have opened and closed some: kept beside its log from the first such change on. Written before a room is opened and before one begins to close, so that
/// a room that players were told of is always found again, and one that was closed never is.
/// </summary>
/// <param name="FirstRoomId">Of the options that the shard first ran with.</param>
/// <param name="Rooms">Of the same: others would be other rooms.</param>
/// <param name="NextRoomId">No room had this number yet, nor a higher one. Numbers are never given twice: a log may still speak of a closed room.</param>
/// <param name="Open">Rooms that players may join, in order.</param>
/// <param name="Closing">Rooms whose players were sent away, and which are still kept for what they owe them.</param>
public sealed record RoomRoster(int FirstRoomId, int Rooms, int NextRoomId, IReadOnlyList<RoomId> Open, IReadOnlyList<RoomId> Closing)
{
    private const string Name = "rooms.roster";
    private const int FormatVersion = 1;
    private const int BytesMax = 32 + (ShardOptions.RoomsMax * 2 * sizeof(int));

    /// <summary>All rooms, in order.</summary>
    public IReadOnlyList<RoomId> All => [.. Open.Concat(Closing).OrderBy(room => room.Value)];

    /// <summary>The roster of a shard whose rooms are those of its options.</summary>
    public static RoomRoster Of(ShardOptions options) =>
        new(options.FirstRoomId, options.Rooms, options.FirstRoomId + options.Rooms, [.. Enumerable.Range(options.FirstRoomId, options.Rooms).Select(room => new RoomId(room))], []);

    /// <summary>What is stored; null when there is none.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="InvalidDataException">What is there is damaged.</exception>
    public static RoomRoster? Read(IJournalStorage storage)
    {
        if (WholeFile.Read(storage, Name, BytesMax) is not { } bytes) return null;
        bool isWhole = bytes.Length > sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint))) == Crc32c.Of(bytes.AsSpan(0, bytes.Length - sizeof(uint)));
        StateReader state = new(bytes);
        state.Require(isWhole && state.Read<int>() == FormatVersion);
        int first = state.Read<int>();
        int rooms = state.Read<int>();
        int next = state.Read<int>();
        RoomId[] open = ReadRooms(ref state);
        RoomId[] closing = ReadRooms(ref state);
        return state.Failed ? throw new InvalidDataException($"{Name}, which says which rooms there are, is damaged.") : new RoomRoster(first, rooms, next, open, closing);
    }

    /// <summary>
    /// Stores it. Layout: version i32 | first room i32 | rooms i32 | next room i32 | open: count i32, numbers i32 | closing: count i32, numbers i32 | CRC-32C of all before u32.
    /// </summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Write(IJournalStorage storage)
    {
        StateWriter state = new();
        state.Write(FormatVersion);
        state.Write(FirstRoomId);
        state.Write(Rooms);
        state.Write(NextRoomId);
        WriteRooms(state, Open);
        WriteRooms(state, Closing);
        state.Write(Crc32c.Of(state.Written.Span));
        byte[] bytes = state.Written.ToArray();
        WholeFile.Replace(storage, Name, file => file.Append(bytes));
    }

    /// <summary>The same with one room more, of a number that no room of the node has had.</summary>
    public RoomRoster WithOpen(RoomId room) => this with { NextRoomId = Math.Max(NextRoomId, room.Value + 1), Open = [.. Open.Append(room).OrderBy(known => known.Value)] };

    /// <summary>The same with one room closing.</summary>
    public RoomRoster WithClosing(RoomId room) => this with { Open = [.. Open.Where(known => known != room)], Closing = [.. Closing.Append(room).OrderBy(known => known.Value)] };

    /// <summary>The same without a room.</summary>
    public RoomRoster Without(RoomId room) => this with { Open = [.. Open.Where(known => known != room)], Closing = [.. Closing.Where(known => known != room)] };

    /// <summary>Options by which a shard runs these rooms.</summary>
    public ShardOptions Apply(ShardOptions options) => options with { RoomIds = All, ClosingRooms = Closing };

    /// <summary>Why a shard with these options cannot go on with these rooms, for people; null when it can.</summary>
    internal string? DifferenceTo(ShardOptions options) => FirstRoomId == options.FirstRoomId && Rooms == options.Rooms
        ? null
        : $"this shard ran with rooms {FirstRoomId} to {FirstRoomId + Rooms - 1}, and rooms were opened or closed since: start with the number of rooms and shards it ran with.";

    private static RoomId[] ReadRooms(ref StateReader state)
    {
        RoomId[] rooms = new RoomId[state.ReadCount(ShardOptions.RoomsMax)];
        for (int i = 0; i < rooms.Length; i++) rooms[i] = new RoomId(state.Read<int>());
        return rooms;
    }

    private static void WriteRooms(StateWriter state, IReadOnlyList<RoomId> rooms)
    {
        state.Write(rooms.Count);
        foreach (RoomId room in rooms) state.Write(room.Value);
    }
}
