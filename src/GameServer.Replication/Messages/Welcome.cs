using System;
using GameServer.Core;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>The server's answer to a join: where the client sits and what time it is in the room.</summary>
/// <param name="RoomId">Member 0, i32.</param>
/// <param name="Player">Member 1, i32: the seat.</param>
/// <param name="EntityCapacity">Member 2, i32: slots of the room.</param>
/// <param name="TickRateHz">Member 3, i32.</param>
/// <param name="Tick">Member 4, u32: the last tick finished.</param>
/// <param name="TickUtcTicks">Member 5, i64: when that tick was due, 100 ns UTC ticks.</param>
/// <param name="SchemaHash">Member 6, u64: the declaration that snapshots and inputs follow; 0: the client's own.</param>
/// <param name="PlayerCapacity">Member 7, i32: seats of the room; 0 from servers that do not say.</param>
public readonly record struct Welcome(
    int RoomId, PlayerSlot Player, int EntityCapacity, int TickRateHz, Tick Tick, long TickUtcTicks, ulong SchemaHash = 0, int PlayerCapacity = 0)
{
    public int Write(Span<byte> message)
    {
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.WelcomeTag);
        writer.BeginObject([4, 4, 4, 4, 4, 8, 8, 4]);
        writer.Write(RoomId);
        writer.Write((int)Player.Value);
        writer.Write(EntityCapacity);
        writer.Write(TickRateHz);
        writer.Write(Tick.Value);
        writer.Write(TickUtcTicks);
        writer.Write(SchemaHash);
        writer.Write(PlayerCapacity);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out Welcome welcome)
    {
        welcome = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[8];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.WelcomeTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths is not [4, 4, 4, 4, 4, 8, 0 or 8, 0 or 4]) return false;
        if (!reader.TryRead(out int room) || !reader.TryRead(out int player) || !reader.TryRead(out int capacity) || !reader.TryRead(out int rate)) return false;
        if (!reader.TryRead(out uint tick) || !reader.TryRead(out long utcTicks)) return false;
        ulong hash = 0;
        if (lengths[6] != 0 && !reader.TryRead(out hash)) return false;
        int seats = 0;
        if (lengths[7] != 0 && !reader.TryRead(out seats)) return false;
        if (player is < 0 or >= Limits.PlayerCapacityMax || capacity is < 1 or > Limits.EntityCapacityMax || rate is < 1 or > Limits.TickRateHzMax) return false;
        if (seats is < 0 or > Limits.PlayerCapacityMax) return false;
        welcome = new Welcome(room, new PlayerSlot((ushort)player), capacity, rate, new Tick(tick), utcTicks, hash, seats);
        return true;
    }
}
