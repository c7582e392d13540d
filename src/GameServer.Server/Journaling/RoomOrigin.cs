using GameServer.Core;
using GameServer.Persistence;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>What a room is a function of besides its log. Stands at the beginning of its log and of every checkpoint.</summary>
/// <param name="Game">As the operator names it.</param>
/// <param name="Layout">How the game's components lie in memory: <see cref="StateLayout"/>.</param>
/// <param name="TickRateHz">Ticks per second.</param>
/// <param name="EntityCapacity">Entities alive at once.</param>
/// <param name="PlayerCapacity">Seats.</param>
/// <param name="Seed">Where the room's randomness starts.</param>
/// <param name="Key">This life of the room, by which its effects are recognised; another one when the room was taken back to an earlier state than it had.</param>
/// <param name="Rewind">How far actions may be rewound.</param>
/// <param name="Content">The version of content at that point; 0 for the game's values in code.</param>
public sealed record RoomOrigin(string Game, ulong Layout, int TickRateHz, int EntityCapacity, int PlayerCapacity, ulong Seed, ulong Key, RewindLimits Rewind, ulong Content = 0)
{
    /// <summary>Where <see cref="Content"/> stands in the bytes.</summary>
    internal const int ContentOffset = sizeof(int);

    private const int FormatVersion = 3;
    private const int FormatWithoutContent = 2;
    private const int GameBytesMax = 4_096;

    /// <summary>The origin that a room of a shard would have now.</summary>
    public static RoomOrigin Of(RoomId room, string game, GameSchema schema, ShardOptions options) =>
        new(game, StateLayout.HashOf(schema), options.TickRateHz, options.EntitiesPerRoom, options.PlayersPerRoom, options.SeedOf(room), options.KeyOf(room), options.RewindLimits);

    /// <summary>
    /// Layout: version u32 | content u64, not in version 2 | layout u64 | tick rate i32 | entities i32 | players i32 | seed u64 | key u64 | rewind cap, budget, refill f64 | game as length i32 and UTF-8.
    /// </summary>
    public byte[] Encode()
    {
        StateWriter state = new();
        state.Write(FormatVersion);
        state.Write(Content);
        state.Write(Layout);
        state.Write(TickRateHz);
        state.Write(EntityCapacity);
        state.Write(PlayerCapacity);
        state.Write(Seed);
        state.Write(Key);
        state.Write(Rewind.CapTicks);
        state.Write(Rewind.BudgetTicks);
        state.Write(Rewind.RefillTicks);
        state.WriteText(Game);
        return state.Written.ToArray();
    }

    /// <summary>Reads an origin from the front of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">An origin, and whatever follows it.</param>
    /// <param name="origin">What was read.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>False when there is none.</returns>
    public static bool TryDecode(System.ReadOnlySpan<byte> bytes, out RoomOrigin? origin, out int length)
    {
        StateReader state = new(bytes);
        int version = state.Read<int>();
        state.Require(version is FormatVersion or FormatWithoutContent);
        ulong content = version == FormatVersion ? state.Read<ulong>() : 0;
        ulong layout = state.Read<ulong>();
        int rate = state.ReadCount(Limits.TickRateHzMax);
        int entities = state.ReadCount(Limits.EntityCapacityMax);
        int players = state.ReadCount(Limits.PlayerCapacityMax);
        ulong seed = state.Read<ulong>();
        ulong key = state.Read<ulong>();
        RewindLimits rewind = new(state.Read<double>(), state.Read<double>(), state.Read<double>());
        origin = new RoomOrigin(state.ReadText(GameBytesMax), layout, rate, entities, players, seed, key, rewind, content);
        state.Require(rate > 0 && entities > 0 && players > 0);
        length = bytes.Length - state.BytesLeft;
        return !state.Failed;
    }

    /// <summary>Finds out what a stored room is a function of: from the beginning of its log, or else from a checkpoint.</summary>
    /// <param name="storage">The shard's folder.</param>
    /// <param name="id">The room.</param>
    /// <returns>Null when nothing stored says it; and whether the log goes back to the room's beginning.</returns>
    /// <exception cref="System.IO.IOException">The disk failed.</exception>
    public static (RoomOrigin? Origin, bool HasBeginning) Find(IJournalStorage storage, RoomId id)
    {
        RoomOrigin? origin = null;
        using JournalScan scan = JournalScan.WithKept(storage);
        while (scan.TryRead(out JournalRecord record))
        {
            if (record.Room == id && (RecordKind)record.Kind == RecordKind.Began && TryDecode(record.Payload, out origin, out _)) return (origin, true);
        }

        foreach (Checkpoint checkpoint in new CheckpointStore(storage).Read(id, []))
        {
            if (TryDecode(checkpoint.State.Span, out origin, out _)) break;
        }

        return (origin, false);
    }

    /// <summary>What <see cref="Content"/> is of a room as it stands.</summary>
    internal static ulong ContentOf(RoomSimulation room)
    {
        ContentSet content = room.World.Content;
        return content.Hash == (room.Game.Content?.Defaults ?? ContentSet.None).Hash ? 0 : content.Hash;
    }

    /// <summary>A room of this making that has not run, with the game's content in code.</summary>
    public RoomSimulation NewRoom(IGame game)
    {
        RoomSimulation room = new(game, EntityCapacity, PlayerCapacity, Seed) { Key = Key };
        room.LimitRewind(Rewind);
        return room;
    }

    /// <summary>What is different in a way that makes another room of it, for people; null when nothing is. Seed and key are the room's own and may differ.</summary>
    public string? DifferenceTo(RoomOrigin other)
    {
        if (Game != other.Game) return $"it plays {Game}, the server {other.Game}";
        if (Layout != other.Layout) return $"the components of {Game} lie in memory as {Layout:x16}, those of the server's as {other.Layout:x16}";
        if (TickRateHz != other.TickRateHz) return $"it runs at {TickRateHz} Hz, the server at {other.TickRateHz} Hz";
        if (EntityCapacity != other.EntityCapacity) return $"it holds {EntityCapacity} entities, the server's {other.EntityCapacity}";
        if (PlayerCapacity != other.PlayerCapacity) return $"it has {PlayerCapacity} seats, the server's {other.PlayerCapacity}";
        return Rewind != other.Rewind ? $"it rewinds by {Rewind}, the server by {other.Rewind}" : null;
    }
}
